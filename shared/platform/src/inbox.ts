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

const claimState = async (tx: Tx, { kind, event }: Received): Promise<boolean> => {
  const rows = await sql(
    tx,
    `INSERT INTO applied_state (kind, aggregate_id, sequence) VALUES ($1, $2, $3)
     ON CONFLICT (aggregate_id, kind) DO UPDATE SET sequence = excluded.sequence
     WHERE applied_state.sequence < excluded.sequence RETURNING kind`,
    [kind.subject, event.about, event.sequence],
  );
  return rows.length > 0;
};

/**
 * Claims events inside the transaction that applies them, and returns those that are new: a FACT by its id,
 * a STATE by being newer than what was applied. Of several states of one aggregate only the newest is returned.
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
  for (const item of newest.values()) if (await claimState(tx, item)) fresh.add(item);
  for (const item of facts) if (claimed.delete(item.event.id)) fresh.add(item);
  return received.filter((item) => fresh.has(item));
};
