import type { Database, Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createCustomerStore } from './customer-store.ts';
import { createExposureStore } from './exposure-store.ts';
import { createFlagStore } from './flag-store.ts';
import { ExperimentationExposures1764000001610 } from './migrations/exposures.ts';
import { ExperimentationStart1764000001600 } from './migrations/start.ts';
import { tables } from './tables.ts';

/** The tables of experimentation and the migrations that make them, in order. */
export const storage: Storage = {
  tables,
  migrations: [ExperimentationStart1764000001600, ExperimentationExposures1764000001610],
};

export const createStores = (database: Database): Stores => ({
  flags: createFlagStore(database),
  customers: createCustomerStore(database),
  exposures: createExposureStore(database),
});
