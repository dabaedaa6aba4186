import type { Database, Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createDecisionStore } from './decision-store.ts';
import { createKnowledgeStore } from './knowledge-store.ts';
import { DecisioningStart1764000001000 } from './migrations/start.ts';
import { createOutcomeStore } from './outcome-store.ts';
import { createProtectionStore } from './protection-store.ts';
import { createRankingStore } from './ranking-store.ts';
import { tables } from './tables.ts';

/** The tables of decisioning and the migrations that make them, in order. */
export const storage: Storage = { tables, migrations: [DecisioningStart1764000001000] };

export const createStores = (database: Database): Stores => {
  const protections = createProtectionStore(database);
  return {
    knowledge: createKnowledgeStore(database, protections),
    protections,
    rankings: createRankingStore(database),
    decisions: createDecisionStore(database),
    outcomes: createOutcomeStore(database),
  };
};
