import { partsAround, platformPartitions } from '@rapport/platform';
import type pg from 'pg';
import { type Finding, fine, wrong } from './finding.ts';

type Part = { table: string; part: string; bound: string };
type Span = { start: number; end: number };

const RESTART = 'start the service again: parts are made at its start and every six hours';

const spanOf = (bound: string): Span | null => {
  const [start, end] = [...bound.matchAll(/\d{4}-\d\d-\d\d/g)].map(([day]) => Date.parse(`${day}T00:00:00Z`));
  return start === undefined || end === undefined ? null : { start, end };
};

/** The days from now on that no part covers: up to where the platform promises, or one part beyond the present one. */
const gapsAhead = (table: string, spans: readonly Span[], now: Date): string[] => {
  const spec = platformPartitions.find((each) => each.table === table);
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const present = sorted.find(({ start, end }) => start <= now.getTime() && now.getTime() < end);
  const length =
    (present ?? sorted.at(-1) ?? { start: 0, end: 0 }).end - (present ?? sorted.at(-1) ?? { start: 0 }).start;
  const until = spec ? partsAround(spec, now).at(-1)!.end.getTime() : now.getTime() + length;
  const gaps: string[] = [];
  let covered = now.getTime();
  for (const { start, end } of sorted) {
    if (end <= covered) continue;
    if (start > covered && covered < until) gaps.push(new Date(covered).toISOString().slice(0, 10));
    covered = end;
  }
  if (covered < until) gaps.push(new Date(covered).toISOString().slice(0, 10));
  return gaps;
};

const countStrays = async (client: pg.Client, part: string): Promise<number> => {
  const { rows } = await client.query<{ rows: number }>(
    `SELECT count(*)::integer AS rows FROM (SELECT FROM ${client.escapeIdentifier(part)} LIMIT 1000) AS stray`,
  );
  return rows[0]?.rows ?? 0;
};

/** Whether tables that are cut by time have parts for what is to come, and nothing stands in their default parts. */
export const checkPartitions = async (client: pg.Client, service: string, now: Date): Promise<readonly Finding[]> => {
  await client.query(`SET timezone = 'UTC'`);
  const { rows } = await client.query<Part>(
    `SELECT parent.relname AS table, child.relname AS part, pg_get_expr(child.relpartbound, child.oid) AS bound
     FROM pg_partitioned_table cut JOIN pg_class parent ON parent.oid = cut.partrelid
     JOIN pg_inherits ON inhparent = parent.oid JOIN pg_class child ON child.oid = inhrelid
     WHERE cut.partstrat = 'r' AND parent.relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
  const check = `${service}: partitions`;
  const findings: Finding[] = [];
  for (const [table, parts] of Map.groupBy(rows, (row) => row.table)) {
    const gaps = gapsAhead(
      table,
      parts.flatMap(({ bound }) => spanOf(bound) ?? []),
      now,
    );
    if (gaps.length > 0) findings.push(wrong(check, `${table} has none from ${gaps.join(', from ')}`, RESTART));
    for (const { part } of parts.filter(({ bound }) => bound === 'DEFAULT')) {
      const strays = await countStrays(client, part);
      if (strays === 0) continue;
      const found = `${strays >= 1_000 ? 'over a thousand' : strays} rows stand in ${part}`;
      findings.push(wrong(check, found, 'move them into a part of their time; then find out who wrote them'));
    }
  }
  return findings.length > 0 ? findings : [fine(check, `${rows.length} parts, none missing, no strays`)];
};
