import { readFileSync } from 'node:fs';
import {
  deadLetterReplay,
  type Environment,
  findDeadLetters,
  followAliases,
  openService,
  pageOf,
  runProcess,
  runService,
  systemRandom,
} from '@rapport/platform';
import { readConfig } from './config.ts';
import type { Decision } from './domain/decision.ts';
import { reactions } from './events/reactions.ts';
import type { Context, UseCases } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { createStores, storage } from './store/stores.ts';
import { partitions } from './store/tables.ts';
import { copyConsents } from './usecases/copy-consents.ts';
import { copyCustomers } from './usecases/copy-customers.ts';
import { describeAction, describeProtection, describeReasons } from './usecases/describe-decision.ts';
import { heedSensing } from './usecases/heed-sensing.ts';
import { noteContacts } from './usecases/note-contacts.ts';
import { rankActions } from './usecases/rank-actions.ts';
import { readProtections } from './usecases/read-protections.ts';
import { recordOutcome } from './usecases/record-outcome.ts';
import { replayRanking } from './usecases/replay-ranking.ts';
import { reviewProtections } from './usecases/review-protections.ts';

const REVIEW_MS = 600_000;

const positionOf = ({ decidedAt, id }: Decision): readonly string[] => [decidedAt.toISOString(), id];

/** The whole assembly of decisioning. */
export const start = async (environment?: Environment) => {
  const config = readConfig(environment);
  const service = await openService('decisioning', config, storage);
  const stores = createStores(service.database);
  const { transact } = service;
  const ports = {
    stores,
    transact,
    random: systemRandom,
    now: service.clock.now,
    triggerMaxAgeMs: config.TRIGGER_MAX_AGE_MS,
  };
  const batched = { rankActions: rankActions(ports), readProtections: readProtections(ports) };
  const listens = [
    followAliases,
    ...reactions({
      copyCustomers: copyCustomers(ports),
      heedSensing: heedSensing(ports),
      copyConsents: copyConsents(ports),
      noteContacts: noteContacts(ports),
    }),
  ];
  const does: UseCases = {
    once: service.once,
    recordOutcome: recordOutcome(ports),
    replayRanking: replayRanking(ports),
    describeAction,
    describeReasons,
    describeProtection,
    pageOfDecisions: (request, read) => pageOf(request, positionOf, read),
    findDeadLetters: (page) => findDeadLetters(service.database, page),
    replayDeadLetter: deadLetterReplay(service, { reactions: listens }),
  };
  return runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => ({ ...base, does, loaders: createLoaders(stores, batched) }),
    },
    reactions: listens,
    jobs: [{ name: 'protection reviews', everyMs: REVIEW_MS, run: reviewProtections(ports) }],
    partitions,
  });
};

if (import.meta.main) await runProcess(start);
