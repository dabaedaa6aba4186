import { forbidden, type Role, type Viewer } from '@rapport/contracts';
import { FEATURES } from '../domain/features/registry.ts';
import { viewAccount } from '../usecases/read-account.ts';
import type { Resolvers, TransactionFilter } from './generated.ts';
import { modelMutations, modelQueries, modelTypes } from './model-resolvers.ts';
import { sourceMutations, sourceQueries, sourceTypes } from './source-resolvers.ts';

/** Those who help customers or answer for risk: they alone see how sure a signal is. */
const SIGNAL_STAFF: readonly Role[] = ['AGENT', 'SUPERVISOR', 'RISK_OFFICER', 'COMPLIANCE_OFFICER'];
const holdsOne = ({ roles }: Viewer, of: readonly Role[]): boolean => roles.some((role) => of.includes(role));

const staffOnly = <T>(viewer: Viewer, field: string, value: T): T => {
  if (holdsOne(viewer, SIGNAL_STAFF)) return value;
  throw forbidden(`${field} is open to those who help the customer, not to ${viewer.roles.join(', ').toLowerCase()}`);
};

const money = (amount: string, currency: string) => ({ amount, currency });

const dates = ({ from, to, ...rest }: TransactionFilter) => ({
  ...rest,
  from: from ? new Date(from) : null,
  to: to ? new Date(to) : null,
});

/** Each field of behavior's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    ...sourceQueries,
    behaviorDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
    behaviorRejects: (_, page, { does }) => does.findRejects(page),
    ...modelQueries,
  },
  Mutation: {
    ...sourceMutations,
    behaviorReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
    ...modelMutations,
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    transactions: ({ id }, { filter, ...page }, { lists }) => lists.customerTransactions(id, dates(filter ?? {}), page),
    features: ({ id }, _, { loaders }) => loaders.features.load(id),
    signals: ({ id }, _, { loaders }) => loaders.signals.load(id),
    timeline: ({ id }, page, { lists, viewer }) =>
      lists.timeline(id, holdsOne(viewer, [...SIGNAL_STAFF, 'CUSTOMER']), page),
    dataAccess: ({ id }, _, { loaders }) => loaders.accesses.load(id),
    recurring: ({ id }, _, { loaders }) => loaders.recurring.load(id),
    archetypes: () => [],
    cashFlow: () => null,
    goals: () => [],
  },
  Account: {
    __resolveReference: async ({ id }, { loaders, viewer }) => viewAccount(id, await loaders.holders.load(id), viewer),
    transactions: ({ id }, page, { lists }) => lists.accountTransactions(id, page),
  },
  Transaction: {
    id: ({ accountId, transactionId }) => `${accountId}/${transactionId}`,
    amount: ({ amount, currency }) => money(amount, currency),
    balanceAfter: ({ balanceAfter, currency }) => (balanceAfter === null ? null : money(balanceAfter, currency)),
    corrected: ({ version }) => version > 1,
  },
  Feature: {
    windowDays: ({ name }) => FEATURES.find((feature) => feature.name === name)?.windowDays ?? null,
    description: ({ name }) => FEATURES.find((feature) => feature.name === name)?.description ?? name,
  },
  Signal: {
    score: ({ score }, _, { viewer }) => staffOnly(viewer, 'Signal.score', score),
    confidence: ({ confidence }, _, { viewer }) => staffOnly(viewer, 'Signal.confidence', confidence),
    agentSentence: ({ agentSentence }, _, { viewer }) => staffOnly(viewer, 'Signal.agentSentence', agentSentence),
    evidence: ({ transactionIds, features }) => ({ transactionIds, features }),
    contributions: ({ contributions }, _, { viewer }) => staffOnly(viewer, 'Signal.contributions', contributions),
  },
  RecurringSeries: {
    id: ({ seriesId }) => seriesId,
    description: ({ payee }) => payee,
    firstDate: ({ firstOn }) => firstOn,
    lastDate: ({ lastOn }) => lastOn,
    predictedNextDate: ({ nextOn, status }) => (status === 'TOMBSTONED' ? null : nextOn),
    averageAmount: ({ averageAmount, currency }) => money(averageAmount, currency),
    lastAmount: ({ lastAmount, currency }) => money(lastAmount, currency),
    isActive: ({ status }) => status !== 'TOMBSTONED',
  },
  RecurringFinding: {
    yearlyCost: ({ yearlyCost, currency }) => money(yearlyCost, currency),
  },
  ...modelTypes,
  ...sourceTypes,
  DataAccess: {
    id: ({ accessId }) => accessId,
  },
  TimelineEntry: {
    id: ({ id, at }) => `${id}@${at.toISOString()}`,
    amount: ({ amount, currency }) => (amount === null || currency === null ? null : money(amount, currency)),
  },
};
