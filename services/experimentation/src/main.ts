import { readFileSync } from 'node:fs';
import {
  deadLetterReplay,
  type Environment,
  findDeadLetters,
  followAliases,
  openService,
  runProcess,
  runService,
} from '@rapport/platform';
import { readConfig } from './config.ts';
import { reactions } from './events/reactions.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { ofrepRoutes } from './ofrep/routes.ts';
import { createStores, storage } from './store/stores.ts';
import { announceFlags } from './usecases/announce-flags.ts';
import { evaluateFlags } from './usecases/evaluate-flags.ts';
import { readAssignments } from './usecases/read-assignments.ts';
import { recordExposures } from './usecases/record-exposures.ts';

/** The whole assembly of experimentation. */
export const start = async (environment?: Environment) => {
  const config = readConfig(environment);
  const service = await openService('experimentation', config, storage);
  const stores = createStores(service.database);
  const ports = { stores, transact: service.transact };
  const listens = [followAliases, ...reactions({ recordExposures: recordExposures(ports) })];
  const does = {
    readAssignments: readAssignments(ports),
    evaluateFlags: evaluateFlags(ports),
    findFlags: stores.flags.page,
    findDeadLetters: (page: Parameters<typeof findDeadLetters>[1]) => findDeadLetters(service.database, page),
    replayDeadLetter: deadLetterReplay(service, { reactions: listens }),
  };
  return runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => ({ ...base, does, loaders: createLoaders(does) }),
    },
    reactions: listens,
    jobs: [{ name: 'flags', everyMs: 10_000, run: announceFlags(ports) }],
    routes: ofrepRoutes(does, config.OFREP_KEYS),
  });
};

if (import.meta.main) await runProcess(start);
