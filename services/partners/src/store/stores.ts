import type { Database, Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createCredentialStore } from './credential-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { createDisclosureStore } from './disclosure-store.ts';
import { createLogStore } from './log-store.ts';
import { PartnersStart1764300000000 } from './migrations/start.ts';
import { createPartnerStore } from './partner-store.ts';
import { tables } from './tables.ts';

/** The tables of partners and the migrations that make them, in order. */
export const storage: Storage = { tables, migrations: [PartnersStart1764300000000] };

export const createStores = (database: Database): Stores => ({
  partners: createPartnerStore(database),
  credentials: createCredentialStore(database),
  log: createLogStore(database),
  customers: createCustomerStore(),
  disclosures: createDisclosureStore(database),
});
