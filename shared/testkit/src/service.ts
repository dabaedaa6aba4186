import { randomBytes } from 'node:crypto';
import {
  answer,
  type Domain,
  type DomainEvent,
  type EventKind,
  type Question,
  readEnvelope,
  readEvent,
  STATEMENT_HEADER,
  streamOf,
  type Viewer,
} from '@rapport/contracts';
import {
  asker,
  connectNats,
  createLog,
  type Environment,
  migrate,
  type Nats,
  openDatabase,
  provision,
  type RunningService,
  type Storage,
  signStatement,
  startAnswers,
  systemClock,
} from '@rapport/platform';
import { testDatabase } from './database.ts';
import { envelopeOf } from './events.ts';
import { eventually } from './eventually.ts';
import { testNats } from './nats.ts';

/** An answer of a subgraph. */
export type GraphAnswer = {
  readonly status: number;
  // A test states the shape it expects by what it compares with.
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { message: string; path?: readonly unknown[]; extensions?: Record<string, unknown> }[];
};

/** One service at work on a database and a NATS of its own. */
export type TestService = {
  readonly running: RunningService;
  readonly nats: Nats;
  readonly databaseUrl: string;
  /** Asks the subgraph as the gateway would for this viewer. */
  graph(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  /** Publishes an event as another service would; returns its id. */
  publish<D>(
    kind: EventKind<D>,
    fact: { about: string; sequence?: number; time?: Date; data: D; id?: string },
  ): Promise<string>;
  /** Waits until the service has published so many events of a kind about somebody, and returns them. */
  published<D>(kind: EventKind<D>, about: string, count?: number): Promise<DomainEvent<D>[]>;
  /** Answers a question in another service's place. */
  answers<Req, Res>(question: Question<Req, Res>, respond: (request: Req) => Res | Promise<Res>): void;
  /** Asks the service a question. */
  ask<Req, Res>(question: Question<Req, Res>): (request: Req) => Promise<Res>;
  stop(): Promise<void>;
};

const STATEMENT_KEY = new Uint8Array(randomBytes(32));
const quiet = createLog('test', 'silent');

/** A viewer of one role, who may act for the customers named. */
export const viewerOf = (role: Viewer['roles'][number], ...customerIds: string[]): Viewer => ({
  subject: customerIds[0] ?? `${role.toLowerCase()}-1`,
  roles: [role],
  customerIds,
  scopes: [],
});

/** Brings an empty database to where a service's migrations lead. */
export const migrateWith = (service: Domain, storage: Storage) => async (url: string) => {
  const database = await openDatabase({ url, poolSize: 3, name: service }, storage, quiet);
  await migrate(database, quiet);
  await database.dataSource.destroy();
};

const readAll = async <D>(nats: Nats, kind: EventKind<D>, about: string): Promise<DomainEvent<D>[]> => {
  const consumer = await nats
    .jetstream()
    .consumers.get(streamOf(kind.domain), { filterSubjects: `${kind.subject}.${about}` });
  const messages = await consumer.fetch({ max_messages: 500, expires: 1_000 });
  const { num_pending: pending } = await consumer.info();
  const events: DomainEvent<D>[] = [];
  if (pending === 0 && messages.getReceived() === 0) {
    messages.stop();
    return events;
  }
  for await (const message of messages) {
    events.push(readEvent(kind, readEnvelope(message.data)));
    if (message.info.pending === 0) messages.stop();
  }
  return events;
};

/**
 * Starts a service whole, as its `main.ts` does, on a fresh database and a fresh NATS with every stream and durable.
 * @param environment further settings, over those that every service needs
 */
export const testService = async (
  service: Domain,
  start: (environment: Environment) => Promise<RunningService>,
  storage: Storage,
  environment: Environment = {},
): Promise<TestService> => {
  const database = await testDatabase({ name: service, migrate: migrateWith(service, storage) });
  const clock = systemClock(Number(environment['CLOCK_OFFSET_MS'] ?? 0));
  const server = await testNats();
  const nats = await connectNats(server.url, 'test', quiet);
  await provision(nats, { bytesMax: 64 * 1_048_576 });
  const running = await start({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '6',
    NATS_URL: server.url,
    STATEMENT_KEYS: Buffer.from(STATEMENT_KEY).toString('base64url'),
    ...environment,
  });
  return {
    running,
    nats,
    databaseUrl: database.url,
    graph: async (viewer, query, variables = {}) => {
      const statement = signStatement(STATEMENT_KEY, { viewer, audience: service, now: clock.now() });
      const response = await fetch(`${running.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [STATEMENT_HEADER]: statement },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Partial<GraphAnswer>;
      return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
    },
    publish: async (kind, fact) => {
      const wire = envelopeOf(kind, { time: clock.now(), ...fact });
      await nats.jetstream().publish(`${kind.subject}.${fact.about}`, JSON.stringify(wire), { msgID: wire.id });
      return wire.id;
    },
    published: (kind, about, count = 1) =>
      eventually(async () => {
        const events = await readAll(nats, kind, about);
        if (events.length < count) throw new Error(`${events.length} of ${count} ${kind.type} about ${about}`);
        return events;
      }),
    answers: (question, respond) => {
      startAnswers(nats, [answer(question, async (request) => respond(request))], quiet);
    },
    ask: (question) => asker(nats, question),
    stop: async () => {
      await running.stop();
      await nats.close();
      await server.stop();
      await database.drop();
    },
  };
};
