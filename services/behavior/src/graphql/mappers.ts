/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Account: '../usecases/read-account.ts#AccountView',
  Transaction: '../domain/ledger/ledger-fact.ts#LedgerFact',
  Feature: '@rapport/contracts#SensedFeature',
  Signal: '../usecases/read-signals.ts#SpokenSignal',
  TimelineEntry: '../usecases/read-timeline.ts#ToldEntry',
  IngestReject: '../domain/ingestion/reject.ts#KeptReject',
};
