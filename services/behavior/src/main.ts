import { readFileSync } from 'node:fs';
import { identifierHash, profileResolve } from '@rapport/contracts';
import {
  applyAlias,
  consumeIngest,
  deadLetterReplay,
  type Environment,
  findDeadLetters,
  type IngestReader,
  idSource,
  openService,
  pageOf,
  runProcess,
  runService,
  type ServiceParts,
  trimIngested,
} from '@rapport/platform';
import { readConfig } from './config.ts';
import { explainCategory } from './domain/enrichment/explain-category.ts';
import type { TextModel } from './domain/enrichment/text/text-model.ts';
import type { KeptReject } from './domain/ingestion/reject.ts';
import type { LedgerFact } from './domain/ledger/ledger-fact.ts';
import { reactions } from './events/reactions.ts';
import type { Context } from './graphql/context.ts';
import { createLists } from './graphql/lists.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { publishCalls } from './ingestion/publish-calls.ts';
import { readSources } from './ingestion/read-sources.ts';
import { ingestionRoutes } from './ingestion/routes.ts';
import { createSourceMetrics } from './ingestion/source-metrics.ts';
import { sourceRoutes } from './ingestion/source-routes.ts';
import { watchBacklog } from './ingestion/watch-backlog.ts';
import { watchPlans } from './ingestion/watch-plans.ts';
import { sourceFinder } from './ingestion/write-keys.ts';
import { openModels } from './models/open-models.ts';
import { readTextModel } from './models/read-text-model.ts';
import { createStores, storage } from './store/stores.ts';
import { partitions } from './store/tables.ts';
import { acceptCalls } from './usecases/accept-calls.ts';
import { changeTrackingPlan } from './usecases/change-tracking-plan.ts';
import { closeGoal } from './usecases/close-goal.ts';
import { copyCustomers } from './usecases/copy-customers.ts';
import { correctCategory } from './usecases/correct-category.ts';
import { correctMerchant } from './usecases/correct-merchant.ts';
import { followAlias } from './usecases/follow-alias.ts';
import { followLoop } from './usecases/follow-loop.ts';
import type { HashIdentifier, Now, Stores } from './usecases/ports.ts';
import { readAccesses } from './usecases/read-accesses.ts';
import { readArchetypeHistory, readArchetypes } from './usecases/read-archetypes.ts';
import { readBudgets } from './usecases/read-budgets.ts';
import { readFeatures } from './usecases/read-features.ts';
import { readForecastBases } from './usecases/read-forecast.ts';
import { readGoals } from './usecases/read-goals.ts';
import { readRecurring } from './usecases/read-recurring.ts';
import { readSavings } from './usecases/read-savings.ts';
import { readSignals } from './usecases/read-signals.ts';
import { readSources as readSeenSources } from './usecases/read-sources.ts';
import { readSpendingForecasts } from './usecases/read-spending-forecasts.ts';
import { readTimeline } from './usecases/read-timeline.ts';
import { recordFacts } from './usecases/record-facts.ts';
import { type Callers, resolveCallers } from './usecases/resolve-callers.ts';
import type { SensingPorts } from './usecases/sense-customers.ts';
import { senseDue } from './usecases/sense-due.ts';
import { setBudget } from './usecases/set-budget.ts';
import { setGoal } from './usecases/set-goal.ts';
import { settleAccesses } from './usecases/settle-accesses.ts';
import { takeWebhook } from './usecases/take-webhook.ts';

const CATEGORIES_MODEL = new URL('../models/categories.json', import.meta.url);
const TRIM_MS = 6 * 3_600_000;
const SENSE_MS = 3 * 60_000;

/** What the graph reads of customers, each for many of them at once. */
const readsOf = (ports: { stores: Stores; now: Now }) => ({
  readFeatures: readFeatures(ports),
  readSignals: readSignals(ports),
  readTimeline: readTimeline(ports),
  readAccesses: readAccesses(ports),
  readRecurring: readRecurring(ports),
  readGoals: readGoals(ports),
  readBudgets: readBudgets(ports),
  readSavings: readSavings(ports),
  readArchetypes: readArchetypes(ports),
  readArchetypeHistory: readArchetypeHistory(ports),
  readForecastBases: readForecastBases(ports),
  readSpendingForecasts: readSpendingForecasts(ports),
});

type ChangePorts = SensingPorts & {
  readonly now: Now;
  readonly sources: readonly string[];
  readonly textModel: TextModel;
};

/** What the graph lets people change. */
const changesOf = (ports: ChangePorts) => ({
  changeTrackingPlan: changeTrackingPlan(ports),
  correctCategory: correctCategory(ports),
  correctMerchant: correctMerchant(ports),
  setGoal: setGoal(ports),
  closeGoal: closeGoal(ports),
  setBudget: setBudget(ports),
});

type PageAsked = Parameters<typeof findDeadLetters>[1];

/** What operators look at when something was refused or given up. */
const repairsOf = ({ database }: Pick<ServiceParts, 'database'>, { rejects }: Stores) => ({
  findDeadLetters: (page: PageAsked) => findDeadLetters(database, page),
  findRejects: (page: PageAsked) =>
    pageOf(
      page,
      ({ receivedAt, id }: KeptReject) => [receivedAt.toISOString(), id],
      (limit, after) => rejects.page({ limit, after }),
    ),
});

/** How raw calls become facts. */
const readerOf = (
  key: Uint8Array,
  ports: Parameters<typeof resolveCallers>[0] & Parameters<typeof recordFacts>[0],
): IngestReader<Callers> => ({
  key,
  prepare: resolveCallers(ports),
  aboutOf: (call, callers) => callers.get(call)!,
  apply: recordFacts(ports),
});

/** The whole assembly of behavior. */
export const start = async (environment?: Environment) => {
  const config = readConfig(environment);
  const sources = readSources(config.sources);
  const service = await openService('behavior', config, storage);
  const { clock, database, log, nats, transact } = service;
  const stores = createStores(database);
  const hash: HashIdentifier = ({ type, value }) => identifierHash(config.IDENTIFIER_KEY, type, value);
  const plans = await watchPlans(() => stores.sources.plans());
  const models = await openModels(service, stores, config.MODEL_PUBLIC_KEYS);
  const ports = {
    stores,
    textModel: readTextModel(CATEGORIES_MODEL),
    active: models.active,
    watch: models.watch,
    transact,
    publish: publishCalls({ nats, key: config.INGEST_KEY, newId: idSource(clock) }),
    secondsToWait: watchBacklog({ nats, log, messagesMax: config.INGEST_PENDING_MAX }),
    planOf: plans.planOf,
    sources: [...new Set([...config.WRITE_KEYS.values(), ...sources.keys()])],
    hash,
    resolve: service.ask(profileResolve),
    now: clock.now,
  };
  const reader = readerOf(config.INGEST_KEY, ports);
  const listens = reactions({
    copyCustomers: copyCustomers(ports),
    followAlias: followAlias({ ...ports, applyAlias }),
    followLoop: followLoop(ports),
  });
  const reads = readsOf(ports);
  const does = {
    ...models.does,
    once: service.once,
    readSources: readSeenSources(ports),
    ...changesOf(ports),
    explainCategory: (fact: LedgerFact) => fact.enrichment && explainCategory(fact, fact.enrichment, ports.textModel),
    ...repairsOf(service, stores),
    replayDeadLetter: deadLetterReplay(service, { reactions: listens, ingest: reader }),
  };
  const takeSources = sourceRoutes({
    sources,
    takeWebhook: takeWebhook({ ...ports, settleAccesses: settleAccesses(ports) }),
    metrics: createSourceMetrics(service.metrics),
    log,
    now: clock.now,
  });
  return runService<Context>(service, {
    graph: {
      schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers,
      context: (base) => {
        const loaders = createLoaders(stores, reads);
        return { ...base, does, loaders, lists: createLists(loaders, pageOf) };
      },
    },
    reactions: listens,
    consumers: async (parts) => [await consumeIngest(parts, reader)],
    routes: (http) => {
      ingestionRoutes({ acceptCalls: acceptCalls(ports), findSource: sourceFinder(config.WRITE_KEYS), log })(http);
      takeSources(http);
    },
    jobs: [
      plans.job,
      { name: 'ingested', everyMs: TRIM_MS, run: trimIngested(database, clock.now) },
      { name: 'sensing', everyMs: SENSE_MS, run: senseDue(ports) },
      ...models.jobs,
    ],
    partitions,
  });
};

if (import.meta.main) await runProcess(start);
