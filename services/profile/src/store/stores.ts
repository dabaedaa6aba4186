import { type Database, IngestStart1764000000500, type Storage } from '@rapport/platform';
import type { Stores } from '../usecases/ports.ts';
import { createAccountStore } from './account-store.ts';
import { createApplicationStore } from './application-store.ts';
import { createCardStore } from './card-store.ts';
import { createComputedTraitStore } from './computed-trait-store.ts';
import { createContactPointStore } from './contact-point-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { createFactStore } from './fact-store.ts';
import { createIdentifierStore } from './identifier-store.ts';
import { createIdentityHistoryStore } from './identity-history-store.ts';
import { createIdentityRulesStore } from './identity-rules-store.ts';
import { createLoanStore } from './loan-store.ts';
import { createMergeStore } from './merge-store.ts';
import { ProfileFinance1764000007000 } from './migrations/finance.ts';
import { ProfileIdentity1764000002100 } from './migrations/identity.ts';
import { ProfileStart1764000002000 } from './migrations/start.ts';
import { ProfileTraits1764000006000 } from './migrations/traits.ts';
import { tables } from './tables.ts';
import { createTraitBucketStore } from './trait-bucket-store.ts';
import { createTraitSchemaStore } from './trait-schema-store.ts';
import { createTraitStore } from './trait-store.ts';

/** The tables of profile and the migrations that make them, in order. */
export const storage: Storage = {
  tables,
  migrations: [
    IngestStart1764000000500,
    ProfileStart1764000002000,
    ProfileIdentity1764000002100,
    ProfileTraits1764000006000,
    ProfileFinance1764000007000,
  ],
};

export const createStores = (database: Database): Stores => ({
  customers: createCustomerStore(database),
  identifiers: createIdentifierStore(database),
  contactPoints: createContactPointStore(database),
  facts: createFactStore(),
  traits: createTraitStore(database),
  traitSchema: createTraitSchemaStore(database),
  computedTraits: createComputedTraitStore(database),
  traitBuckets: createTraitBucketStore(database),
  accounts: createAccountStore(database),
  cards: createCardStore(database),
  loans: createLoanStore(database),
  applications: createApplicationStore(database),
  rules: createIdentityRulesStore(database),
  merges: createMergeStore(database),
  history: createIdentityHistoryStore(database),
});
