import type { Tx } from '@rapport/contracts';
import { type Database, managerOf, sql } from '@rapport/platform';
import type { DeclaredTrait } from '../domain/computed/computed-trait.ts';
import type { ComputedTraitStore } from '../usecases/ports.ts';
import { type ComputedTraitRow, computedTraitTable } from './tables/traits.ts';

/** Sets apart the lock between counting and declaring from every other advisory lock of the database. */
const COUNTING_LOCK = 7_204;

const readInForce = async (on: Tx | Database): Promise<DeclaredTrait[]> => {
  const rows = await sql<ComputedTraitRow>(
    on,
    `SELECT * FROM (
       SELECT DISTINCT ON (name) name, version, declaration, summary, counts_from AS "countsFrom",
              declared_by AS "declaredBy", declared_at AS "declaredAt", reason, ended_at AS "endedAt"
       FROM computed_trait ORDER BY name, version DESC
     ) AS newest WHERE "endedAt" IS NULL ORDER BY name`,
  );
  return rows.map(({ declaration, name, version, summary, countsFrom, declaredBy, declaredAt, reason }) => ({
    ...declaration,
    name,
    version,
    summary,
    countsFrom,
    declaredBy,
    declaredAt,
    reason,
  }));
};

export const createComputedTraitStore = (database: Database): ComputedTraitStore => ({
  inForce: (tx) => readInForce(tx ?? database),

  holdInForce: async (tx) => {
    // By itself, so that what is read next sees what was declared while this waited.
    await sql(tx, 'SELECT pg_advisory_xact_lock_shared($1, 0)', [COUNTING_LOCK]);
    return readInForce(tx);
  },

  holdCounting: async (tx) => {
    await sql(tx, 'SELECT pg_advisory_xact_lock($1, 0)', [COUNTING_LOCK]);
  },

  newestVersion: async (tx, name) => {
    const [row] = await sql<{ version: number }>(
      tx,
      'SELECT coalesce(max(version), 0) AS version FROM computed_trait WHERE name = $1',
      [name],
    );
    return row!.version;
  },

  insert: async (tx, { version, summary, countsFrom, declaredBy, declaredAt, reason, ...trait }) => {
    const declaration = { ...trait, visibleTo: [...trait.visibleTo], conditions: [...trait.conditions] };
    await managerOf(tx).getRepository(computedTraitTable).insert({
      name: trait.name,
      version,
      declaration,
      summary,
      countsFrom,
      declaredBy,
      declaredAt,
      reason,
      endedAt: null,
      endedBy: null,
      endReason: null,
      isCleared: false,
    });
  },

  end: async (tx, { name, endedBy, endedAt, endReason }) => {
    await sql(
      tx,
      `UPDATE computed_trait SET ended_at = $2, ended_by = $3, end_reason = $4
       WHERE name = $1 AND version = (SELECT max(version) FROM computed_trait WHERE name = $1) AND ended_at IS NULL`,
      [name, endedAt, endedBy, endReason],
    );
  },
});
