import { type Domain, STATES } from '@rapport/contracts';
import { openDatabase, sql } from './database.ts';
import type { Partitioning } from './table.ts';

/**
 * The outbox keeps 35 days; a customer of whom nothing was said for longer still has a state. Before a part of the
 * outbox goes, the newest state of every aggregate in it is kept beside.
 */
const keepStates =
  (service: Domain): NonNullable<Partitioning['beforeDrop']> =>
  async ({ url }, part, log) => {
    const patient = await openDatabase(
      { url, poolSize: 1, name: service, statementMs: 0 },
      { tables: [], migrations: [] },
      log,
    );
    await sql(
      patient,
      `INSERT INTO kept_state (aggregate_id, kind, sequence, envelope)
       SELECT DISTINCT ON (aggregate_id, kind) aggregate_id, kind, sequence, envelope
       FROM ${part} JOIN unnest($1::text[]) kind ON subject = kind || '.' || aggregate_id
       ORDER BY aggregate_id, kind, sequence DESC
       ON CONFLICT (aggregate_id, kind) DO UPDATE SET sequence = excluded.sequence, envelope = excluded.envelope
       WHERE kept_state.sequence < excluded.sequence`,
      [STATES[service].map(({ subject }) => subject)],
    ).finally(() => patient.dataSource.destroy());
  };

/** The platform's growing tables, with the outbox's states kept beyond its parts. */
export const keepingStates = (partitions: readonly Partitioning[], service: Domain): readonly Partitioning[] =>
  partitions.map((spec) => (spec.table === 'outbox' ? { ...spec, beforeDrop: keepStates(service) } : spec));
