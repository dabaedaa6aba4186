import { type Database, managerOf, sql } from '@rapport/platform';
import { FIRST_RULES } from '../domain/identity-rules.ts';
import type { IdentityRulesStore } from '../usecases/ports.ts';
import { type IdentityRulesRow, identityRulesTable } from './tables.ts';

export const createIdentityRulesStore = (database: Database): IdentityRulesStore => ({
  inForce: async (tx) => {
    const [row] = await sql<IdentityRulesRow>(
      tx ?? database,
      `SELECT version, rules, changed_by AS "changedBy", changed_at AS "changedAt", reason
       FROM identity_rules ORDER BY version DESC LIMIT 1`,
    );
    if (!row) return FIRST_RULES;
    const { rules, ...version } = row;
    return { ...rules, ...version };
  },

  insert: async (tx, { types, blockedValues, mergingSources, ...version }) => {
    const rules = { types: [...types], blockedValues: [...blockedValues], mergingSources: [...mergingSources] };
    await managerOf(tx)
      .getRepository(identityRulesTable)
      .insert({ ...version, rules });
  },
});
