import { type Database, managerOf, sql } from '@rapport/platform';
import { FIRST_TRAIT_SCHEMA } from '../domain/traits/trait-schema.ts';
import type { TraitSchemaStore } from '../usecases/ports.ts';
import { type TraitSchemaRow, traitSchemaTable } from './tables/traits.ts';

export const createTraitSchemaStore = (database: Database): TraitSchemaStore => ({
  inForce: async (tx) => {
    const [row] = await sql<Omit<TraitSchemaRow, 'settledAfter'>>(
      tx ?? database,
      `SELECT version, schema, changed_by AS "changedBy", changed_at AS "changedAt", reason
       FROM trait_schema ORDER BY version DESC LIMIT 1`,
    );
    if (!row) return FIRST_TRAIT_SCHEMA;
    const { schema, ...version } = row;
    return { ...schema, ...version };
  },

  insert: async (tx, { traits, unknownTraits, unknownDataClass, ...version }, concernsEverybody) => {
    const schema = { traits: [...traits], unknownTraits, unknownDataClass };
    await managerOf(tx)
      .getRepository(traitSchemaTable)
      .insert({ ...version, schema, settledAfter: concernsEverybody ? '' : null });
  },

  findUnsettled: async () => {
    const [row] = await sql<{ version: number; settledAfter: string }>(
      database,
      `SELECT version, settled_after AS "settledAfter" FROM trait_schema WHERE settled_after IS NOT NULL
       ORDER BY version DESC LIMIT 1`,
    );
    return row ?? null;
  },

  saveSettled: async (tx, { version, settledAfter }) => {
    // What an older change left to be done is part of this one; a newer one begins by itself.
    await sql(
      tx,
      `UPDATE trait_schema SET settled_after = CASE WHEN version = $1 THEN $2 END
       WHERE version <= $1 AND settled_after IS NOT NULL`,
      [version, settledAfter],
    );
  },
});
