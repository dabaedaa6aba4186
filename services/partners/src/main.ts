import { readFileSync } from 'node:fs';
import { consentMay } from '@rapport/contracts';
import {
  deadLetterReplay,
  type Environment,
  elapsedMs,
  findDeadLetters,
  followAliases,
  openService,
  runProcess,
  runService,
  systemRandom,
} from '@rapport/platform';
import { readConfig } from './config.ts';
import { eventRoutes } from './delivery/event-routes.ts';
import { createStreamMetrics } from './delivery/stream-metrics.ts';
import { reactions } from './events/reactions.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { createStores, storage } from './store/stores.ts';
import { partitions } from './store/tables.ts';
import { ensureDemoPartner } from './usecases/ensure-demo-partner.ts';
import { issueCredential } from './usecases/issue-credential.ts';
import { noteSharingWord } from './usecases/note-sharing-word.ts';
import { admitPartner, findPosition } from './usecases/open-stream.ts';
import { registerPartner } from './usecases/register-partner.ts';
import { revokeCredential } from './usecases/revoke-credential.ts';
import { shareBatch } from './usecases/share-batch.ts';
import { shareDecision } from './usecases/share-decision.ts';
import { shareOutcome } from './usecases/share-outcome.ts';

const SECRET_BYTES = 32;

/** The whole assembly of partners. */
export const start = async (environment?: Environment) => {
  const config = readConfig(environment);
  const service = await openService('partners', config, storage);
  const { clock, database, log, transact } = service;
  const stores = createStores(database);
  const ports = { stores, transact, random: systemRandom, now: clock.now, may: service.ask(consentMay), elapsedMs };
  const listens = [
    followAliases,
    ...reactions({
      noteSharingWord: noteSharingWord(ports),
      shareDecision: shareDecision(ports),
      shareOutcome: shareOutcome(ports),
    }),
  ];
  const does = {
    once: service.once,
    makeSecret: () => Buffer.from(systemRandom(SECRET_BYTES)).toString('base64url'),
    findPartners: stores.partners.page,
    registerPartner: registerPartner(ports),
    issueCredential: issueCredential(ports),
    revokeCredential: revokeCredential(ports),
    findDeadLetters: (page: Parameters<typeof findDeadLetters>[1]) => findDeadLetters(database, page),
    replayDeadLetter: deadLetterReplay(service, { reactions: listens }),
  };
  const running = await runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => ({ ...base, does, loaders: createLoaders(stores) }),
    },
    reactions: listens,
    routes: eventRoutes({
      admitPartner: admitPartner(ports),
      findPosition: findPosition(ports),
      shareBatch: shareBatch(ports),
      isRevoked: async (credentialId) => (await stores.credentials.standingOf(credentialId)).isRevoked,
      elapsedMs,
      heartbeatMs: config.HEARTBEAT_MS,
      stallMs: config.STALL_MS,
      streamsMax: config.STREAMS_PER_PARTNER,
      metrics: createStreamMetrics(service.metrics),
      log,
    }),
    partitions,
  });
  // Its audit falls into partitions that are made by now.
  if (config.DEMO_CREDENTIAL) await ensureDemoPartner(ports)(config.DEMO_CREDENTIAL);
  return running;
};

if (import.meta.main) await runProcess(start);
