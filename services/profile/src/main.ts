import { readFileSync } from 'node:fs';
import {
  consumeIngest,
  deadLetterReplay,
  type Environment,
  findDeadLetters,
  openService,
  runProcess,
  runService,
  trimIngested,
} from '@rapport/platform';
import { readConfig } from './config.ts';
import { answers } from './events/answers.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { createStores, storage } from './store/stores.ts';
import { partitions } from './store/tables.ts';
import { answerAddress } from './usecases/answer-address.ts';
import { answerOwners } from './usecases/answer-owners.ts';
import { answerResolve } from './usecases/answer-resolve.ts';
import { changeIdentityRules } from './usecases/change-identity-rules.ts';
import { changeTraitSchema } from './usecases/change-trait-schema.ts';
import { declareComputedTrait } from './usecases/declare-computed-trait.ts';
import { endComputedTrait } from './usecases/end-computed-trait.ts';
import { findCustomer, findCustomerByIdentity, findCustomers } from './usecases/find-customers.ts';
import { mergeCustomers } from './usecases/merge-customers.ts';
import { previewIdentityRules } from './usecases/preview-identity-rules.ts';
import { previewMerge } from './usecases/preview-merge.ts';
import { settleTraits } from './usecases/settle-traits.ts';
import { takeCalls } from './usecases/take-calls.ts';
import { unmergeCustomers } from './usecases/unmerge-customers.ts';

const TRIM_JOB_MS = 6 * 3_600_000;
const SETTLE_JOB_MS = 1_000;

/** The whole assembly of profile. */
export const start = async (environment?: Environment) => {
  const config = readConfig(environment);
  const service = await openService('profile', config, storage);
  const stores = createStores(service.database);
  const keys = { identifier: config.IDENTIFIER_KEY, contactPoint: config.CONTACT_POINT_KEY };
  const ports = {
    stores,
    keys,
    transact: service.transact,
    now: service.clock.now,
    refuse: ({ source, messageId }: { source: string; messageId: string }) =>
      service.log.warn({ source, messageId }, 'the identifiers of a call identify nobody: it is not taken'),
  };
  const reader = { key: config.INGEST_KEY, prepare: async () => null, apply: takeCalls(ports) };
  const does = {
    once: service.once,
    findCustomer: findCustomer(ports),
    findCustomerByIdentity: findCustomerByIdentity(ports),
    findCustomers: findCustomers(ports),
    findIdentityHistory: stores.history.page,
    findPayments: stores.loans.paymentsOf,
    findDocuments: stores.applications.documentsOf,
    findMergeSuggestions: stores.merges.suggestions,
    readIdentityRules: () => stores.rules.inForce(),
    changeIdentityRules: changeIdentityRules(ports),
    previewIdentityRules: previewIdentityRules(ports),
    previewMerge: previewMerge(ports),
    mergeCustomers: mergeCustomers(ports),
    unmergeCustomers: unmergeCustomers(ports),
    changeTraitSchema: changeTraitSchema(ports),
    declareComputedTrait: declareComputedTrait(ports),
    endComputedTrait: endComputedTrait(ports),
    findDeadLetters: (page: Parameters<typeof findDeadLetters>[1]) => findDeadLetters(service.database, page),
    replayDeadLetter: deadLetterReplay(service, { reactions: [], ingest: reader }),
  };
  return runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => ({ ...base, does, loaders: createLoaders(stores, service.clock.now) }),
    },
    // Profile listens to raw calls alone: what it knows, the others learn from it.
    reactions: [],
    consumers: async (parts) => [await consumeIngest(parts, reader)],
    answers: answers({
      answerResolve: answerResolve(ports),
      answerAddress: answerAddress(ports),
      answerOwners: answerOwners(ports),
    }),
    partitions,
    jobs: [
      { name: 'ingested calls', everyMs: TRIM_JOB_MS, run: trimIngested(service.database, service.clock.now) },
      { name: 'traits decided anew', everyMs: SETTLE_JOB_MS, run: settleTraits(ports) },
      { name: 'unread trait buckets', everyMs: TRIM_JOB_MS, run: stores.traitBuckets.clearUnread },
    ],
  });
};

if (import.meta.main) await runProcess(start);
