import type { Database, Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createConsentStore } from './consent-store.ts';
import { createContactPointStore } from './contact-point-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { createLedgerStore } from './ledger-store.ts';
import { ConsentPermitEffect1764000001010 } from './migrations/permit-effect.ts';
import { ConsentStart1764000001000 } from './migrations/start.ts';
import { createPermitStore } from './permit-store.ts';
import { tables } from './tables.ts';

/** The tables of consent and the migrations that make them, in order. */
export const storage: Storage = { tables, migrations: [ConsentStart1764000001000, ConsentPermitEffect1764000001010] };

export const createStores = (database: Database): Stores => ({
  ledger: createLedgerStore(database),
  consents: createConsentStore(database),
  contactPoints: createContactPointStore(database),
  customers: createCustomerStore(database),
  permits: createPermitStore(database),
});
