import { type Database, freshSql } from './database.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Partitioning } from './table.ts';

const DAY_MS = 86_400_000;

/** The beginning of the part that an instant falls into, UTC; weeks begin on Monday. */
export const partStart = (every: Partitioning['every'], at: Date): Date => {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  if (every === 'YEAR') return new Date(Date.UTC(year, 0, 1));
  if (every === 'MONTH') return new Date(Date.UTC(year, month, 1));
  const day = new Date(Date.UTC(year, month, at.getUTCDate()));
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS);
};

const nextStart = (every: Partitioning['every'], start: Date): Date =>
  partStart(every, new Date(start.getTime() + { WEEK: 7, MONTH: 31, YEAR: 366 }[every] * DAY_MS));

/** The parts around an instant that must exist: the one before, the present one, and those ahead. */
export const partsAround = ({ every, ahead }: Partitioning, now: Date): { start: Date; end: Date }[] => {
  const first = partStart(every, new Date(partStart(every, now).getTime() - 1));
  const parts = [{ start: first, end: nextStart(every, first) }];
  while (parts.length < ahead + 2) {
    const start = parts.at(-1)!.end;
    parts.push({ start, end: nextStart(every, start) });
  }
  return parts;
};

const dayName = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');

const makePart = async (database: Database, table: string, start: Date, end: Date, log: Log): Promise<void> => {
  const bounds = `FROM ('${start.toISOString()}') TO ('${end.toISOString()}')`;
  try {
    await freshSql(
      database,
      `CREATE TABLE IF NOT EXISTS ${table}_${dayName(start)} PARTITION OF ${table} FOR VALUES ${bounds}`,
    );
  } catch (error) {
    // Rows of that time already stand in the default partition: they stay readable, and the alarm tells.
    log.error({ err: error, table, start }, 'a partition could not be made');
  }
};

const dropOldParts = async (database: Database, spec: Partitioning, now: Date, log: Log): Promise<void> => {
  if (spec.keepDays === null) return;
  const parts = await freshSql<{ name: string }>(
    database,
    `SELECT child.relname AS name FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
     WHERE inhparent = $1::regclass AND child.relname ~ '_[0-9]{8}$'`,
    [spec.table],
  );
  for (const { name } of parts) {
    const start = new Date(`${name.slice(-8, -4)}-${name.slice(-4, -2)}-${name.slice(-2)}T00:00:00Z`);
    if (nextStart(spec.every, start).getTime() >= now.getTime() - spec.keepDays * DAY_MS) continue;
    await spec.beforeDrop?.(database, name, log);
    await freshSql(database, `DROP TABLE ${name}`);
    log.info({ partition: name }, 'an old partition was dropped');
  }
};

/** Makes the parts ahead, drops the old ones, and measures what found no part. Run at start and every few hours. */
export const keepPartitions = async (
  database: Database,
  specs: readonly Partitioning[],
  now: Date,
  { log, metrics }: { log: Log; metrics: Metrics },
): Promise<void> => {
  for (const spec of specs) {
    for (const { start, end } of partsAround(spec, now)) await makePart(database, spec.table, start, end, log);
    await dropOldParts(database, spec, now, log);
    const [found] = await freshSql<{ rows: number }>(
      database,
      `SELECT count(*)::integer AS rows FROM (SELECT FROM ${spec.table}_default LIMIT 1000) AS stray`,
    );
    const rows = found?.rows ?? 0;
    metrics.defaultPartitionRows.set({ table: spec.table }, rows);
    if (rows > 0) log.error({ table: spec.table, rows }, 'rows stand in the default partition');
  }
};
