import { readFileSync } from 'node:fs';
import { consentMay, profileAddress, profileOwners } from '@rapport/contracts';
import {
  deadLetterReplay,
  type Environment,
  elapsedMs,
  findDeadLetters,
  followAliases,
  openService,
  runProcess,
  runService,
} from '@rapport/platform';
import { createEmail } from './channels/email.ts';
import { createSandbox } from './channels/sandbox.ts';
import { sandboxRoutes } from './channels/sandbox-routes.ts';
import { readConfig } from './config.ts';
import { reactions } from './events/reactions.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { pageById } from './store/page-by-id.ts';
import { createSandboxStore } from './store/sandbox-store.ts';
import { createStores, storage } from './store/stores.ts';
import { partitions } from './store/tables.ts';
import { copyCustomers } from './usecases/copy-customers.ts';
import { copyFlag } from './usecases/copy-flag.ts';
import { copyProtections } from './usecases/copy-protections.ts';
import { findOwners } from './usecases/find-owners.ts';
import type { Ports } from './usecases/ports.ts';
import { queueMessage } from './usecases/queue-message.ts';
import { receiveMessage } from './usecases/receive-message.ts';
import { reconcileMessages } from './usecases/reconcile-messages.ts';
import { recordDelivery } from './usecases/record-delivery.ts';
import { sendNextMessage } from './usecases/send-next-message.ts';
import { trimClaims } from './usecases/trim-claims.ts';
import { unsubscribe } from './usecases/unsubscribe.ts';
import { twilioRoutes } from './webhooks/twilio-routes.ts';
import { unsubscribeRoutes } from './webhooks/unsubscribe-routes.ts';

/** How many messages are on their way out at once. Each sender looks by itself, so together they look often. */
const SENDERS = 8;

/** The whole assembly of messaging. */
export const start = async (environment?: Environment) => {
  const config = readConfig(environment);
  const service = await openService('messaging', config, storage);
  const stores = createStores(service.database);
  const sandbox = createSandboxStore(service.database);
  const { now } = service.clock;
  const ports: Ports = {
    stores,
    transact: service.transact,
    ask: {
      may: service.ask(consentMay),
      address: service.ask(profileAddress),
      owners: service.ask(profileOwners),
    },
    channels: [
      ...(config.SANDBOX ? [createSandbox(sandbox, now)] : []),
      ...(config.email ? [createEmail({ ...config.email, now })] : []),
    ],
    now,
    elapsedMs,
    brand: config.BRAND,
  };
  const contactPointKey = config.CONTACT_POINT_KEY;
  const takeTwilio = twilioRoutes({
    settings: { token: config.TWILIO_AUTH_TOKEN, publicUrl: config.PUBLIC_URL, contactPointKey },
    does: { receiveMessage: receiveMessage(ports), recordDelivery: recordDelivery(ports) },
    log: service.log,
  });
  const takeUnsubscribing = unsubscribeRoutes({
    keys: config.UNSUBSCRIBE_KEY,
    brand: config.BRAND,
    unsubscribe: unsubscribe(ports),
  });
  const showSandbox = sandboxRoutes({ store: sandbox, contactPointKey });
  const listens = [
    followAliases,
    ...reactions({
      copyCustomers: copyCustomers(ports),
      copyProtections: copyProtections(ports),
      copyFlag: copyFlag(ports),
      queueMessage: queueMessage(ports),
    }),
  ];
  const does = {
    pageById,
    findDeadLetters: (page: Parameters<typeof findDeadLetters>[1]) => findDeadLetters(service.database, page),
    replayDeadLetter: deadLetterReplay(service, { reactions: listens }),
  };
  return runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => ({ ...base, does, loaders: createLoaders(stores) }),
    },
    reactions: listens,
    jobs: [
      ...Array.from({ length: SENDERS }, () => ({ name: 'send', everyMs: 500, run: sendNextMessage(ports) })),
      { name: 'reconcile', everyMs: 1_000, run: reconcileMessages(ports) },
      { name: 'owners', everyMs: 2_000, run: findOwners(ports) },
      { name: 'claims', everyMs: 6 * 3_600_000, run: trimClaims(ports) },
    ],
    routes: async (http) => {
      await takeTwilio(http);
      await takeUnsubscribing(http);
      if (config.SANDBOX) await showSandbox(http);
    },
    partitions,
  });
};

if (import.meta.main) await runProcess(start);
