import { setTimeout as pause } from 'node:timers/promises';
import {
  type Domain,
  type Envelope,
  envelope as envelopeSchema,
  STATES,
  type Transact,
  type Tx,
} from '@rapport/contracts';
import { type Database, sql } from './database.ts';
import { awaitRoom } from './outbox-room.ts';
import type { RestatementRow } from './platform-tables.ts';

/** What a restatement needs of the service whose state it says again; that service itself relays what is said. */
export type Restating = { readonly database: Database; readonly service: Domain; readonly transact: Transact };

/** How fast it goes: so many aggregates in one transaction, at most so many states a second. */
export type RestatePace = { readonly pageSize: number; readonly statesPerSecond: number };

type Aggregate = { id: string; version: number };
type LatestState = { aggregateId: string; subject: string; envelope: string };

const RUN = `begun_at AS "begunAt", last_aggregate_id AS "lastAggregateId", aggregates, states,
  finished_at AS "finishedAt"`;

/** Continues the restatement that was interrupted, or begins one. @param anew begins anew even so */
export const beginRestatement = ({ transact }: Restating, anew = false): Promise<RestatementRow> =>
  transact(async (tx) => {
    if (anew) await sql(tx, 'UPDATE restatement SET finished_at = $1 WHERE finished_at IS NULL', [tx.now]);
    const [open] = await sql<RestatementRow>(
      tx,
      `SELECT ${RUN} FROM restatement WHERE finished_at IS NULL ORDER BY begun_at DESC LIMIT 1`,
    );
    if (open) return open;
    const [begun] = await sql<RestatementRow>(
      tx,
      `INSERT INTO restatement (begun_at, last_aggregate_id, aggregates, states)
       VALUES ($1, '', 0, 0) RETURNING ${RUN}`,
      [tx.now],
    );
    return begun!;
  });

/** The newest state of each kind that was ever said of each aggregate, oldest first. */
const latestStates = (tx: Tx, service: Domain, ids: readonly string[]): Promise<LatestState[]> =>
  sql<LatestState>(
    tx,
    `SELECT asked.id AS "aggregateId", asked.subject, latest.envelope
     FROM (SELECT id, kind, kind || '.' || id AS subject FROM unnest($1::text[]) id, unnest($2::text[]) kind) asked
     CROSS JOIN LATERAL (
       (SELECT o.sequence, o.envelope FROM outbox o
        WHERE o.aggregate_id = asked.id AND o.subject = asked.subject ORDER BY o.sequence DESC LIMIT 1)
       UNION ALL
       (SELECT k.sequence, k.envelope FROM kept_state k WHERE k.aggregate_id = asked.id AND k.kind = asked.kind)
       ORDER BY sequence DESC LIMIT 1
     ) latest
     ORDER BY asked.id, latest.sequence`,
    [ids, STATES[service].map(({ subject }) => subject)],
  );

/** The same state under the next version: when it happened stays, when it was said is now. */
const sayAgain = (tx: Tx, said: Envelope, sequence: number): Envelope => ({
  ...said,
  id: tx.newId('evt'),
  recordedtime: tx.now.toISOString(),
  sequence: String(sequence),
  causationid: said.id,
});

/**
 * Says the states of the next aggregates again. They are locked, so that what is said is what holds, and under their
 * own ids: a customer who was merged into another keeps what was said of them before.
 */
const restatePage = async (tx: Tx, service: Domain, begunAt: Date, pageSize: number): Promise<RestatementRow> => {
  const [run] = await sql<RestatementRow>(tx, `SELECT ${RUN} FROM restatement WHERE begun_at = $1 FOR UPDATE`, [
    begunAt,
  ]);
  if (!run || run.finishedAt) throw new Error('this restatement was ended by another one, which begins anew');
  const aggregates = await sql<Aggregate>(
    tx,
    'SELECT id, version FROM aggregate WHERE id > $1 ORDER BY id LIMIT $2 FOR UPDATE',
    [run.lastAggregateId, pageSize],
  );
  const ids = aggregates.map(({ id }) => id);
  const versions = new Map(aggregates.map(({ id, version }) => [id, version]));
  const said = (await latestStates(tx, service, ids)).map(({ aggregateId, subject, envelope }) => {
    const sequence = versions.get(aggregateId)! + 1;
    versions.set(aggregateId, sequence);
    const again = sayAgain(tx, envelopeSchema.parse(JSON.parse(envelope)), sequence);
    return { id: again.id, aggregateId, sequence, subject, envelope: JSON.stringify(again) };
  });
  await sql(
    tx,
    `INSERT INTO outbox (id, recorded_at, aggregate_id, sequence, subject, envelope)
     SELECT id, $2, "aggregateId", sequence, subject, envelope FROM jsonb_to_recordset($1::jsonb)
       AS row (id text, "aggregateId" text, sequence bigint, subject text, envelope text)`,
    [JSON.stringify(said), tx.now],
  );
  await sql(
    tx,
    `UPDATE aggregate SET version = said.version
     FROM unnest($1::text[], $2::bigint[]) AS said (id, version) WHERE aggregate.id = said.id`,
    [ids, ids.map((id) => versions.get(id)!)],
  );
  const [now] = await sql<RestatementRow>(
    tx,
    `UPDATE restatement SET last_aggregate_id = $2, aggregates = aggregates + $3, states = states + $4, finished_at = $5
     WHERE begun_at = $1 RETURNING ${RUN}`,
    [begunAt, ids.at(-1) ?? run.lastAggregateId, ids.length, said.length, ids.length < pageSize ? tx.now : null],
  );
  return now!;
};

/**
 * Says the newest STATE of every aggregate of a service again, under a fresh sequence: a consumer with an empty
 * projection catches up, one with a full one applies what it has. How far it has come is kept with every page, so a
 * restatement that was killed goes on where it was. @param onPage is told how far it has come
 * @throws RapportError UNAVAILABLE when nobody relays what is said
 */
export const restate = async (
  parts: Restating,
  { pageSize, statesPerSecond }: RestatePace,
  { anew = false, onPage }: { anew?: boolean; onPage?: (run: RestatementRow) => void } = {},
): Promise<RestatementRow> => {
  let run = await beginRestatement(parts, anew);
  while (!run.finishedAt) {
    await awaitRoom(parts.database);
    const before = run.states;
    run = await parts.transact((tx) => restatePage(tx, parts.service, run.begunAt, pageSize));
    onPage?.(run);
    if (!run.finishedAt) await pause(((run.states - before) / statesPerSecond) * 1_000);
  }
  return run;
};

/** How many aggregates there are to look at. */
export const countAggregates = async (database: Database): Promise<number> => {
  const [row] = await sql<{ count: number }>(database, 'SELECT count(*) AS count FROM aggregate');
  return row?.count ?? 0;
};
