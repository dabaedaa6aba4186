import type { AddressInfo } from 'node:net';
import type { Answer, Ask, Domain, Once, Question, Reaction, RequestContext, Transact } from '@rapport/contracts';
import type { FastifyInstance } from 'fastify';
import { asker, startAnswers } from './ask.ts';
import { type Clock, systemClock } from './clock.ts';
import { startConsumers } from './consume.ts';
import type { ConsumerParts } from './consumer-parts.ts';
import { type Database, openDatabase, type PoolSettings, type Storage, sql } from './database.ts';
import { closeHttp, createHttp } from './http.ts';
import { type Job, startJob } from './job.ts';
import { keepingStates } from './kept-states.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { connectNats, type Nats } from './nats.ts';
import { onceWith } from './once.ts';
import { keepPartitions } from './partitions.ts';
import { platformPartitions } from './platform-tables.ts';
import type { Puller } from './pull.ts';
import { startRelay } from './relay.ts';
import type { ServiceSettings } from './settings.ts';
import { type Subgraph, serveGraph } from './subgraph.ts';
import type { Partitioning } from './table.ts';
import { createTransact } from './transact.ts';
import { waitFor } from './wait-for.ts';

/** What a service is made of, beside its own code: opened first, closed last. */
export type ServiceParts = ConsumerParts & {
  readonly service: Domain;
  readonly settings: ServiceSettings;
  readonly database: Database;
  readonly nats: Nats;
  readonly transact: Transact;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Runs a mutation at most once per idempotency key. */
  readonly once: Once;
  /** A function that asks another service a question. */
  ask<Req, Res>(question: Question<Req, Res>): Ask<Req, Res>;
  readonly relay: { hint(): void; stop(): Promise<void> };
};

/** What a service puts on top. */
export type ServiceEdges<Context extends RequestContext> = {
  readonly graph: Subgraph<Context>;
  readonly reactions: readonly Reaction[];
  readonly answers?: readonly Answer[];
  readonly jobs?: readonly Job[];
  /** Further consumers, such as that of raw calls. */
  readonly consumers?: (parts: ConsumerParts) => Promise<readonly Puller[]>;
  /** Paths beside `/graphql`. */
  readonly routes?: (http: FastifyInstance) => void | Promise<void>;
  readonly partitions?: readonly Partitioning[];
};

/** A service at work. */
export type RunningService = { readonly url: string; stop(): Promise<void> };

const PARTITION_JOB_MS = 6 * 3_600_000;
const IDEMPOTENCY_KEEP_MS = 48 * 3_600_000;

/** Opens database and NATS, waiting for them where they are away, migrates where told to, and starts the relay. */
export const openService = async (
  service: Domain,
  settings: ServiceSettings,
  storage: Storage,
): Promise<ServiceParts> => {
  const log = createLog(service, settings.LOG_LEVEL);
  const metrics = createMetrics(service);
  const clock = systemClock(settings.CLOCK_OFFSET_MS);
  const pool = {
    url: settings.DATABASE_URL,
    poolSize: settings.DATABASE_POOL_SIZE,
    name: service,
    onStatement: () => metrics.statements.inc(),
  };
  const open = (how: PoolSettings) => waitFor('the database', () => openDatabase(how, storage, log), log);
  if (settings.MIGRATE_ON_START) {
    // Over connections of its own: a large table takes longer to change than any statement of everyday may.
    const patient = await open({ ...pool, poolSize: 1, statementMs: 0 });
    await migrate(patient, log).finally(() => patient.dataSource.destroy());
  }
  const database = await open(pool);
  const nats = await waitFor('NATS', () => connectNats(settings.NATS_URL, service, log), log);
  const relay = startRelay({ database, jetstream: nats.jetstream(), clock, log, metrics });
  const transact = createTransact({ database, service, clock, hint: relay.hint });
  return {
    service,
    settings,
    database,
    nats,
    transact,
    clock,
    log,
    metrics,
    relay,
    once: onceWith(transact),
    ask: (question) => asker(nats, question),
  };
};

const trimIdempotency =
  ({ database, clock }: ServiceParts): Job['run'] =>
  async () => {
    const before = new Date(clock.now().getTime() - IDEMPOTENCY_KEEP_MS);
    await sql(database, 'DELETE FROM idempotency WHERE claimed_at < $1', [before]);
  };

/**
 * Starts a service's edges and listens. Stopping goes the other way round: no new requests, no new events,
 * what is in progress finishes, the outbox is emptied, and only then the connections close.
 */
export const runService = async <Context extends RequestContext>(
  parts: ServiceParts,
  edges: ServiceEdges<Context>,
): Promise<RunningService> => {
  const { clock, database, log, nats, relay, service, settings } = parts;
  const partitions = [...keepingStates(platformPartitions, service), ...(edges.partitions ?? [])];
  await keepPartitions(database, partitions, clock.now(), parts);
  let isStopping = false;
  let pullers: Puller[] = [];
  const http = createHttp(parts, [
    async () => (isStopping ? 'stopping' : null),
    async () => (nats.isClosed() ? 'NATS is closed' : nats.flush().then(() => null)),
    async () => sql(database, 'SELECT 1').then(() => null),
    async () => pullers.find((puller) => !puller.isAlive())?.stream.concat(' is not consumed') ?? null,
  ]);
  const graph = await serveGraph(http, { ...parts, keys: settings.STATEMENT_KEYS }, edges.graph);
  await edges.routes?.(http);
  const answers = startAnswers(nats, edges.answers ?? [], log);
  const housekeeping: Job[] = [
    {
      name: 'partitions',
      everyMs: PARTITION_JOB_MS,
      run: () => keepPartitions(database, partitions, clock.now(), parts),
    },
    { name: 'idempotency', everyMs: PARTITION_JOB_MS, run: trimIdempotency(parts) },
  ];
  const jobs = [...housekeeping, ...(edges.jobs ?? [])].map((job) => startJob(job, parts));
  pullers = [...(await startConsumers(parts, edges.reactions)), ...((await edges.consumers?.(parts)) ?? [])];
  await http.listen({ host: settings.HOST, port: settings.PORT });
  const { port } = http.server.address() as AddressInfo;
  log.info({ port }, `${service} serves`);
  return {
    url: `http://${settings.HOST}:${port}`,
    stop: async () => {
      isStopping = true;
      await closeHttp(http);
      await graph.stop();
      await Promise.all(pullers.map((puller) => puller.stop()));
      await Promise.all(jobs.map((job) => job.stop()));
      await answers.stop();
      await relay.stop();
      await nats.drain();
      await database.dataSource.destroy();
      log.info(`${service} has stopped`);
    },
  };
};
