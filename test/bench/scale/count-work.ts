import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** What a piece of work cost behavior's database. */
export type Work = {
  /** Statements on behavior's own tables. */
  readonly statements: number;
  /** Rows inserted, updated or deleted. */
  readonly written: number;
  /** Rows fetched by an index, or read on the way through a table. */
  readonly read: number;
};

/** Idle connections hand in what they counted after ten seconds at the latest. */
const HANDED_IN_MS = 11_000;
/** What is on its way or at rest aside: the outbox and its relay, locks, partitions made ahead. */
const OWN = '(transaction|day_bucket|signal_|held_account|identifier|app_event|recurring_)';

const STATEMENTS = `SELECT coalesce(sum(s.calls), 0)::integer AS statements
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = current_database() AND s.query ~ '${OWN}'
    AND s.query !~ 'outbox|^CREATE|pg_stat|_default'
    AND s.userid = (SELECT oid FROM pg_roles WHERE rolname = 'behavior')`;
const ROWS = `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint AS written,
    sum(coalesce(idx_tup_fetch, 0) + seq_tup_read)::bigint AS read
  FROM pg_stat_user_tables WHERE relname ~ '^${OWN}'`;

const soFar = async (admin: pg.Client): Promise<Work> => {
  const [statements, rows] = [await admin.query(STATEMENTS), await admin.query(ROWS)];
  const { written, read } = rows.rows[0] as { written: string; read: string };
  return {
    statements: (statements.rows[0] as { statements: number }).statements,
    written: Number(written),
    read: Number(read),
  };
};

/** Counts what some work costs; the house has to be at rest before and after it. */
export const countWork = async (admin: pg.Client, work: () => Promise<void>): Promise<Work> => {
  await sleep(HANDED_IN_MS);
  const before = await soFar(admin);
  await work();
  await sleep(HANDED_IN_MS);
  const after = await soFar(admin);
  return {
    statements: after.statements - before.statements,
    written: after.written - before.written,
    read: after.read - before.read,
  };
};
