import { invalidInput, type Viewer } from '@rapport/contracts';
import type { DecisionMode } from '../domain/knowledge/snapshot.ts';
import type { Resolvers } from './generated.ts';

const PROPOSALS_MAX = 10;

/** Whether the customer asks for themselves, as their own surface does; everybody else observes. */
const isSelf = ({ roles, customerIds }: Viewer, customerId: string): boolean =>
  roles.includes('CUSTOMER') && customerIds[0] === customerId;

const modeOf = (viewer: Viewer, customerId: string): DecisionMode =>
  isSelf(viewer, customerId) ? 'SERVED' : 'OBSERVED';

const countOf = (first: number | null | undefined): number => {
  const count = first ?? 3;
  if (count >= 1 && count <= PROPOSALS_MAX) return count;
  throw invalidInput([{ path: 'first', message: `must be a whole number from 1 to ${PROPOSALS_MAX}` }]);
};

/** @throws RapportError INVALID_INPUT for the cursor of another list */
const positionOf = ([decidedAt = '', id = '']: readonly string[]): { decidedAt: string; id: string } => {
  if (id && !Number.isNaN(Date.parse(decidedAt))) return { decidedAt, id };
  throw invalidInput([{ path: 'after', message: 'is not a cursor of this list: pass an endCursor that it returned' }]);
};

const Query: Resolvers['Query'] = {
  decisioningDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
  decisioningReplay: async (_, { decisionId }, { does, reads }) => {
    const report = await does.replayRanking(decisionId);
    if (report) reads.note(report.decision.customerId, 'Query.decisioningReplay');
    return report;
  },
};

const Mutation: Resolvers['Mutation'] = {
  recordOutcome: (_, { input }, { does, viewer }) =>
    does.once({ viewer, mutation: 'recordOutcome', input }, (tx) => does.recordOutcome(tx, viewer, input)),
  decisioningReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
};

const Customer: Resolvers['Customer'] = {
  __resolveReference: ({ id }) => ({ id }),
  protection: ({ id }, _, { loaders }) => loaders.protections.load(id),
  nextBestActions: async ({ id }, { surface, first }, { loaders, viewer }) => {
    const count = countOf(first);
    const decisions = await loaders.nextBestActions.load({ customerId: id, surface, mode: modeOf(viewer, id) });
    return decisions.slice(0, count);
  },
  decisions: ({ id }, page, { does, loaders, viewer }) =>
    does.pageOfDecisions(page, (limit, after) =>
      loaders.decisionPages.load({
        customerId: id,
        limit,
        after: after && positionOf(after),
        servedOnly: isSelf(viewer, id),
      }),
    ),
  experience: () => null,
  automations: () => [],
};

const Decision: Resolvers['Decision'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.decisions.load(id),
  action: async ({ actionKey, catalogueVersion, customerId }, _, { does, loaders }) =>
    does.describeAction(actionKey, catalogueVersion, await loaders.locales.load(customerId)),
  explanation: async ({ customerId, reasons }, _, { does, loaders }) =>
    does.describeReasons(reasons, await loaders.locales.load(customerId)),
  outcome: ({ id }, _, { loaders }) => loaders.lastOutcomes.load(id),
  excluded: async ({ catalogueVersion, customerId, rankingId }, _, { does, loaders }) => {
    const [ranking, locale] = await Promise.all([loaders.rankings.load(rankingId), loaders.locales.load(customerId)]);
    return (
      ranking?.excluded.map(({ actionKey, reasons }) => ({
        action: does.describeAction(actionKey, catalogueVersion, locale),
        reasons,
      })) ?? null
    );
  },
};

/** Each field of decisioning's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query,
  Mutation,
  Customer,
  Decision,
  Protection: {
    explanation: async (protection, _, { does, loaders }) =>
      does.describeProtection(protection, await loaders.locales.load(protection.customerId)),
  },
  RecordOutcomePayload: {
    decision: ({ decisionId }, _, { loaders }) => (decisionId ? loaders.decisions.load(decisionId) : null),
  },
  DecisionReplay: {
    catalogueVersion: ({ record }) => record.catalogueVersion,
    policyVersion: ({ record }) => record.policyVersion,
    modelVersion: ({ record }) => record.model.version,
    snapshotVersion: ({ record }) => record.snapshotVersion,
    seed: ({ record }) => record.seed,
    decidedAt: ({ decision }) => decision.decidedAt,
  },
};
