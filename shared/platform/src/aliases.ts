import { customerAliased, type DomainEvent, type Reaction, reaction, type Tx } from '@rapport/contracts';
import { sql } from './database.ts';

const applyAlias = async (tx: Tx, origin: string, current: string): Promise<void> => {
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
  // Versions only rise, whichever id an aggregate's next event is published under.
  await sql(
    tx,
    `INSERT INTO aggregate (id, version)
     SELECT id, (SELECT coalesce(max(version), 0) FROM aggregate WHERE id = ANY($1::text[])) FROM unnest($1::text[]) id
     ON CONFLICT (id) DO UPDATE SET version = excluded.version`,
    [[...new Set([origin, current])].sort()],
  );
};

/** Follows merges and un-merges: nothing is rewritten, customers are read over all ids they were known by. */
export const followAliases: Reaction = reaction(
  customerAliased,
  (tx: Tx, { about, data }: DomainEvent<{ currentCustomerId: string }>) =>
    applyAlias(tx, about, data.currentCustomerId),
);
