import type pg from 'pg';

/** What the measured questions read. */
const TABLES = [
  'transaction',
  'ledger_start',
  'day_bucket',
  'held_account',
  'customer_zone',
  'stated_trait',
  'signal_state',
  'customer_alias',
];

const READ = `SELECT coalesce(sum(pg_prewarm(part.oid, 'read')), 0)::bigint AS blocks
  FROM unnest($1::text[]) AS t (name)
  CROSS JOIN LATERAL (SELECT relid FROM pg_partition_tree(to_regclass(t.name)) WHERE isleaf
    UNION SELECT to_regclass(t.name) WHERE to_regclass(t.name) IS NOT NULL) heap (oid)
  CROSS JOIN LATERAL (SELECT heap.oid UNION ALL
    SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = heap.oid AND i.indisprimary) part (oid)
  JOIN pg_class c ON c.oid = part.oid AND c.relkind IN ('r', 'i')`;
const BLOCK_GB = 8_192 / 1e9;

/**
 * Reads the tables of the measured questions once, with their keys, as in a house where people have asked all day:
 * after a fill the memory holds whatever was written last. Answers how much that was, GB.
 */
export const readIntoMemory = async (admin: pg.Client): Promise<number> => {
  await admin.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  const { rows } = await admin.query<{ blocks: string }>(READ, [TABLES]);
  return Number(rows[0]!.blocks) * BLOCK_GB;
};
