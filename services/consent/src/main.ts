import { readFileSync } from 'node:fs';
import {
  deadLetterReplay,
  type Environment,
  findDeadLetters,
  followAliases,
  openService,
  runProcess,
  runService,
  systemRandom,
} from '@rapport/platform';
import { readConfig } from './config.ts';
import { answers } from './events/answers.ts';
import { reactions } from './events/reactions.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { createStores, storage } from './store/stores.ts';
import { partitions } from './store/tables.ts';
import { answerMay } from './usecases/answer-may.ts';
import { answerSharing } from './usecases/answer-sharing.ts';
import { changeConsent } from './usecases/change-consent.ts';
import { checkLedger } from './usecases/check-ledger.ts';
import { copyCustomers } from './usecases/copy-customers.ts';
import { readContactability } from './usecases/read-contactability.ts';
import { recordOptout } from './usecases/record-optout.ts';
import { settlePermits } from './usecases/settle-permits.ts';

/** The whole assembly of consent. */
export const start = async (environment?: Environment) => {
  const service = await openService('consent', readConfig(environment), storage);
  const stores = createStores(service.database);
  const ports = { stores, transact: service.transact, random: systemRandom, now: service.clock.now };
  const listens = [
    followAliases,
    ...reactions({
      copyCustomers: copyCustomers(ports),
      recordOptout: recordOptout(ports),
      settlePermits: settlePermits(ports),
    }),
  ];
  const does = {
    once: service.once,
    changeConsent: changeConsent(ports),
    checkLedger: checkLedger(ports),
    findDeadLetters: (page: Parameters<typeof findDeadLetters>[1]) => findDeadLetters(service.database, page),
    replayDeadLetter: deadLetterReplay(service, { reactions: listens }),
  };
  const asked = { readContactability: readContactability(ports) };
  return runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => ({ ...base, does, loaders: createLoaders(stores, asked) }),
    },
    reactions: listens,
    answers: answers({ answerMay: answerMay(ports), answerSharing: answerSharing(ports) }),
    partitions,
  });
};

if (import.meta.main) await runProcess(start);
