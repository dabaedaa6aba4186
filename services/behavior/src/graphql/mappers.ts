/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Account: '../usecases/read-account.ts#AccountView',
  Transaction: '../domain/ledger/ledger-fact.ts#LedgerFact',
  Feature: '@rapport/contracts#SensedFeature',
  Signal: '../usecases/read-signals.ts#SpokenSignal',
  DataAccess: '../domain/access/data-access.ts#SeenAccess',
  RecurringSeries: '../domain/recurring/view-series.ts#SeenSeries',
  RecurringFinding: '../domain/recurring/view-series.ts#SeriesFinding',
  TimelineEntry: '../usecases/read-timeline.ts#ToldEntry',
  BehaviorModel: '../usecases/read-models.ts#SeenModel',
  SignalLabel: '../domain/models/signal-label.ts#KeptLabel',
  SourceHealth: '../usecases/read-sources.ts#SeenSource',
  TrackingPlan: '../domain/ingestion/plan/tracking-plan.ts#TrackingPlan as PlanInForce',
  PlanBreach: '../usecases/ports.ts#CountedBreach',
  IngestReject: '../domain/ingestion/reject.ts#KeptReject',
};
