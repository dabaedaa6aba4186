import { type Database, IngestStart1764000000500, type Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createAccessStore } from './access-store.ts';
import { createArchetypeStore } from './archetype-store.ts';
import { createBucketStore } from './bucket-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { createEnrichmentStore } from './enrichment-store.ts';
import { createEventStore } from './event-store.ts';
import { createLabelStore } from './label-store.ts';
import { createLoopStore } from './loop-store.ts';
import { createMerchantStore } from './merchant-store.ts';
import { Corrections1764000008000 } from './migrations/corrections.ts';
import { DataAccess1764000003000 } from './migrations/data-access.ts';
import { Enrichment1764000005000 } from './migrations/enrichment.ts';
import { EverydayReads1764000016000 } from './migrations/everyday-reads.ts';
import { Features1764000009000 } from './migrations/features.ts';
import { KeptPlans1764000015000 } from './migrations/kept-plans.ts';
import { LedgerStart1764000017000 } from './migrations/ledger-start.ts';
import { LivesAtOnce1764000018000 } from './migrations/lives-at-once.ts';
import { Models1764000011000 } from './migrations/models.ts';
import { Planning1764000014000 } from './migrations/planning.ts';
import { Recurring1764000004000 } from './migrations/recurring.ts';
import { Sensing1764000012000 } from './migrations/sensing.ts';
import { Sources1764000013000 } from './migrations/sources.ts';
import { BehaviorStart1764000002000 } from './migrations/start.ts';
import { createModelStore } from './model-store.ts';
import { createPlanningStore } from './planning-store.ts';
import { createRecurringStore } from './recurring-store.ts';
import { createRejectStore } from './reject-store.ts';
import { createSensingStore } from './sensing-store.ts';
import { createSignalStore } from './signal-store.ts';
import { createSourceStore } from './source-store.ts';
import { tables } from './tables.ts';
import { createTimelineStore } from './timeline-store.ts';
import { createTransactionStore } from './transaction-store.ts';

/** The tables of behavior and the migrations that make them, in order. */
export const storage: Storage = {
  tables,
  migrations: [
    IngestStart1764000000500,
    BehaviorStart1764000002000,
    DataAccess1764000003000,
    Recurring1764000004000,
    Enrichment1764000005000,
    Corrections1764000008000,
    Features1764000009000,
    Sensing1764000012000,
    Models1764000011000,
    Sources1764000013000,
    Planning1764000014000,
    KeptPlans1764000015000,
    EverydayReads1764000016000,
    LedgerStart1764000017000,
    LivesAtOnce1764000018000,
  ],
};

export const createStores = (database: Database): Stores => ({
  customers: createCustomerStore(database),
  transactions: createTransactionStore(database),
  buckets: createBucketStore(database),
  signals: createSignalStore(database),
  sensings: createSensingStore(database),
  archetypes: createArchetypeStore(database),
  events: createEventStore(),
  timeline: createTimelineStore(database),
  rejects: createRejectStore(database),
  sources: createSourceStore(database),
  accesses: createAccessStore(database),
  recurring: createRecurringStore(database),
  planning: createPlanningStore(database),
  enrichments: createEnrichmentStore(),
  loop: createLoopStore(),
  models: createModelStore(database),
  labels: createLabelStore(),
  merchants: createMerchantStore(),
});
