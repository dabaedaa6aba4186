import { type Database, IngestStart1764000000500, type Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createAccessStore } from './access-store.ts';
import { createBucketStore } from './bucket-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { createEventStore } from './event-store.ts';
import { createLabelStore } from './label-store.ts';
import { createMerchantStore } from './merchant-store.ts';
import { DataAccess1764000003000 } from './migrations/data-access.ts';
import { Enrichment1764000005000 } from './migrations/enrichment.ts';
import { Models1764000011000 } from './migrations/models.ts';
import { Recurring1764000004000 } from './migrations/recurring.ts';
import { Sources1764000013000 } from './migrations/sources.ts';
import { BehaviorStart1764000002000 } from './migrations/start.ts';
import { createModelStore } from './model-store.ts';
import { createRecurringStore } from './recurring-store.ts';
import { createRejectStore } from './reject-store.ts';
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
    Models1764000011000,
    Sources1764000013000,
  ],
};

export const createStores = (database: Database): Stores => ({
  customers: createCustomerStore(database),
  transactions: createTransactionStore(database),
  buckets: createBucketStore(database),
  signals: createSignalStore(database),
  events: createEventStore(),
  timeline: createTimelineStore(database),
  rejects: createRejectStore(database),
  sources: createSourceStore(database),
  accesses: createAccessStore(database),
  recurring: createRecurringStore(database),
  models: createModelStore(database),
  labels: createLabelStore(),
  merchants: createMerchantStore(),
});
