import { type DomainEvent, type EventKind, instantOfId, type Tx } from '@rapport/contracts';
import { sql } from './database.ts';

/** An event together with its kind. */
export type Received = { readonly kind: EventKind; readonly event: DomainEvent };

const claimFacts = async (tx: Tx, consumer: string, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: string }>(
    tx,
    `INSERT INTO inbox (consumer, event_id, event_time) SELECT $1, * FROM unnest($2::text[], $3::timestamptz[])
     ON CONFLICT DO NOTHING RETURNING event_id AS id`,
    [consumer, ids, ids.map(instantOfId)],
  );
  return new Set(rows.map(({ id }) => id));
};

/** Claims the states of one kind, of each aggregate at most one; returns the aggregates whose state is newer. */
const claimStates = async (tx: Tx, { subject }: EventKind, states: readonly Received[]): Promise<Set<string>> => {
  const rows = await sql<{ about: string }>(
    tx,
    `INSERT INTO applied_state (kind, aggregate_id, sequence) SELECT $1, * FROM unnest($2::text[], $3::bigint[])
     ON CONFLICT (aggregate_id, kind) DO UPDATE SET sequence = excluded.sequence
     WHERE applied_state.sequence < excluded.sequence RETURNING aggregate_id AS about`,
    [subject, states.map(({ event }) => event.about), states.map(({ event }) => event.sequence)],
  );
  return new Set(rows.map(({ about }) => about));
};

/**
 * Claims events inside the transaction that applies them, and returns those that are new: a FACT by its id,
 * a STATE by being newer than what was applied. Of several states of one aggregate only the newest is returned. The
 * number of statements is that of the kinds, whatever the number of events.
 */
export const claimNew = async (tx: Tx, consumer: string, received: readonly Received[]): Promise<Received[]> => {
  const facts = received.filter(({ kind }) => kind.kind === 'FACT');
  const claimed = await claimFacts(tx, consumer, [...new Set(facts.map(({ event }) => event.id))]);
  const newest = new Map<string, Received>();
  for (const item of received) {
    if (item.kind.kind !== 'STATE') continue;
    const key = `${item.kind.subject} ${item.event.about}`;
    if ((newest.get(key)?.event.sequence ?? -1) < item.event.sequence) newest.set(key, item);
  }
  const fresh = new Set<Received>();
  for (const states of Map.groupBy(newest.values(), ({ kind }) => kind.subject).values()) {
    const newer = await claimStates(tx, states[0]!.kind, states);
    for (const item of states) if (newer.has(item.event.about)) fresh.add(item);
  }
  for (const item of facts) if (claimed.delete(item.event.id)) fresh.add(item);
  return received.filter((item) => fresh.has(item));
};
