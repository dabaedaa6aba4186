/** The machinery that every process needs. Services use it from `main.ts` and their edges. */
export { fieldsWithoutRule, guardSchema, judge, ruleOf } from './src/access.ts';
export { applyAlias, followAliases, saveAlias } from './src/aliases.ts';
export { asker, startAnswers } from './src/ask.ts';
export { type Clock, elapsedMs, systemClock } from './src/clock.ts';
export { startConsumers } from './src/consume.ts';
export type { ConsumerParts } from './src/consumer-parts.ts';
export {
  type Database,
  freshSql,
  managerOf,
  openDatabase,
  platformMigrations,
  type Storage,
  sql,
} from './src/database.ts';
export { findDeadLetters } from './src/dead-letters.ts';
export { deadLetterReplay, type ReplayAnswer, type ReplayInput } from './src/dead-letters-replay.ts';
export { closeHttp, createHttp } from './src/http.ts';
export { openIngest, sealIngest } from './src/ingest/cipher.ts';
export { consumeIngest, type IngestReader } from './src/ingest/consume-ingest.ts';
export type { IngestedCall } from './src/ingest/ingested-call.ts';
export { IngestStart1764000000500, ingestedMessageTable, trimIngested } from './src/ingest/ingested-message.ts';
export type { Job } from './src/job.ts';
export { createLog, type Log } from './src/log.ts';
export { createMetrics, type Metrics } from './src/metrics.ts';
export { migrate } from './src/migrate.ts';
export { connectNats, type Nats } from './src/nats.ts';
export { pageOf } from './src/paging.ts';
export { keepPartitions, partsAround } from './src/partitions.ts';
export { platformPartitions, platformTables } from './src/platform-tables.ts';
export { durableConfig, provision, streamConfig } from './src/provision.ts';
export { type Delivery, type Puller, pull } from './src/pull.ts';
export { type IdSource, idSource, type Random, systemRandom } from './src/random.ts';
export { relayOnce, startRelay } from './src/relay.ts';
export { countAggregates, type RestatePace, type Restating, restate } from './src/restate.ts';
export { republishMissing } from './src/restate-missing.ts';
export { runProcess } from './src/run-process.ts';
export { openService, type RunningService, runService, type ServiceEdges, type ServiceParts } from './src/service.ts';
export {
  type Environment,
  keyListSetting,
  keySetting,
  processSettings,
  readSettings,
  refuseInProduction,
  type ServiceSettings,
  SettingsError,
  serviceSettings,
} from './src/settings.ts';
export { signStatement, statementSigner, statementVerifier } from './src/statement.ts';
export { buildGuardedSchema, commonSchema, type Subgraph } from './src/subgraph.ts';
export { type Column, column, type Partitioning, table } from './src/table.ts';
export { trace } from './src/trace.ts';
export { createTransact } from './src/transact.ts';
