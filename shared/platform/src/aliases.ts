import { customerAliased, type DomainEvent, type Reaction, reaction, type Tx } from '@rapport/contracts';
import { sql } from './database.ts';
import { lockAnew } from './transact.ts';

/**
 * Reads one customer id as another from now on; the same twice: as itself again.
 * Only profile decides this; everybody else hears of it by `followAliases`.
 */
export const saveAlias = async (tx: Tx, origin: string, current: string): Promise<void> => {
  if (origin === current) {
    await sql(tx, 'DELETE FROM customer_alias WHERE origin = $1', [origin]);
  } else {
    await sql(
      tx,
      `INSERT INTO customer_alias (origin, current) VALUES ($1, $2)
       ON CONFLICT (origin) DO UPDATE SET current = excluded.current`,
      [origin, current],
    );
  }
};

/**
 * Applies a merge or an un-merge that profile decided on; the event is alone in its transaction.
 * @returns the current ids of everybody who is read otherwise from now on, locked
 */
export const applyAlias = async (tx: Tx, origin: string, current: string): Promise<string[]> => {
  const before = await sql<{ current: string }>(tx, 'SELECT current FROM customer_alias WHERE origin = $1', [origin]);
  await saveAlias(tx, origin, current);
  // Versions only rise, whichever id an aggregate's next event is published under.
  await sql(
    tx,
    `INSERT INTO aggregate (id, version)
     SELECT id, (SELECT coalesce(max(version), 0) FROM aggregate WHERE id = ANY($1::text[])) FROM unnest($1::text[]) id
     ON CONFLICT (id) DO UPDATE SET version = excluded.version`,
    [[...new Set([origin, current])].sort()],
  );
  const touched = [...new Set([current, ...before.map((row) => row.current)])];
  await lockAnew(tx, [origin, ...touched]);
  return touched;
};

/** Follows merges and un-merges: nothing is rewritten, customers are read over all ids they were known by. */
export const followAliases: Reaction = reaction(
  customerAliased,
  async (tx: Tx, { about, data }: DomainEvent<{ currentCustomerId: string }>) => {
    await applyAlias(tx, about, data.currentCustomerId);
  },
);
