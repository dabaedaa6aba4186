/** GraphQL types that resolvers answer with a domain type. */
export const mappers = {
  Decision: '../domain/decision.ts#Decision as DecisionModel',
  Protection: '../domain/protection/protection.ts#Protection as ProtectionModel',
  RecordOutcomePayload: '../usecases/record-outcome.ts#OutcomeAnswer',
  DecisionReplay: '../usecases/replay-ranking.ts#ReplayReport',
};
