import { findFeature } from '../domain/features/registry.ts';
import { openKinds } from '../domain/timeline.ts';
import { askForecast } from '../usecases/ask-forecast.ts';
import { askSpendingForecast } from '../usecases/ask-spending-forecast.ts';
import { viewAccount } from '../usecases/read-account.ts';
import { readCatalogue } from '../usecases/read-catalogue.ts';
import { checkCategory, enrichmentFields, enrichmentMutations } from './enrichment-resolvers.ts';
import { forecastTypes } from './forecast-resolvers.ts';
import type { Resolvers, TimelineFilter, TransactionFilter } from './generated.ts';
import { modelMutations, modelQueries, modelTypes } from './model-resolvers.ts';
import { money } from './money.ts';
import { planningFields, planningMutations, planningTypes } from './planning-resolvers.ts';
import { seesSignals, sensingOfCustomer, sensingQueries, sensingTypes } from './sensing-resolvers.ts';
import { sourceMutations, sourceQueries, sourceTypes } from './source-resolvers.ts';

const filterOf = ({ from, to, merchantName, ...rest }: TransactionFilter) => {
  checkCategory(rest.category);
  return { ...rest, from: from ? new Date(from) : null, to: to ? new Date(to) : null, merchant: merchantName ?? null };
};

const timelineFilterOf = ({ kinds, from, to, accountId }: TimelineFilter, seesAll: boolean) => ({
  kinds: openKinds(kinds ?? null, seesAll),
  from: from ? new Date(from) : null,
  to: to ? new Date(to) : null,
  accountId: accountId ?? null,
});

/** Whether a feature may be seen by whoever sees features at all: not what may hurt if known. */
const isHarmless = ({ name }: { name: string }): boolean => findFeature(name)?.dataClass !== 'SENSITIVE';

/** Each field of behavior's part of the graph, and the one thing that answers it. */
export const resolvers: Resolvers = {
  Query: {
    ...sourceQueries,
    ...sensingQueries,
    behaviorDeadLetters: (_, page, { does }) => does.findDeadLetters(page),
    behaviorRejects: (_, page, { does }) => does.findRejects(page),
    behaviorFeatures: () => readCatalogue(),
    ...modelQueries,
  },
  Mutation: {
    ...enrichmentMutations,
    ...sourceMutations,
    ...planningMutations,
    behaviorReplayDeadLetter: (_, { input }, { does, viewer }) => does.replayDeadLetter(viewer, input),
    ...modelMutations,
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    transactions: ({ id }, { filter, ...page }, { lists }) =>
      lists.customerTransactions(id, filterOf(filter ?? {}), page),
    features: async ({ id }, { asOf, names }, { loaders, viewer }) => {
      const features = await loaders.features.load({ id, asked: { asOf: asOf ? new Date(asOf) : null, names } });
      return seesSignals(viewer) ? features : features.filter(isHarmless);
    },
    ...sensingOfCustomer,
    timeline: ({ id }, { filter, ...page }, { lists, viewer }) =>
      lists.timeline(id, timelineFilterOf(filter ?? {}, seesSignals(viewer)), page),
    dataAccess: ({ id }, _, { loaders }) => loaders.accesses.load(id),
    recurring: ({ id }, _, { loaders }) => loaders.recurring.load(id),
    ...planningFields,
    cashFlow: async ({ id }, question, { loaders }) => askForecast(await loaders.forecastBases.load(id), question),
    spendingForecast: async ({ id }, { months }, { loaders }) =>
      askSpendingForecast(await loaders.spendingForecasts.load(id), months),
  },
  Account: {
    __resolveReference: async ({ id }, { loaders, viewer }) => viewAccount(id, await loaders.holders.load(id), viewer),
    transactions: ({ id }, page, { lists }) => lists.accountTransactions(id, page),
  },
  Transaction: {
    ...enrichmentFields,
    id: ({ accountId, transactionId }) => `${accountId}/${transactionId}`,
    amount: ({ amount, currency }) => money(amount, currency),
    balanceAfter: ({ balanceAfter, currency }) => (balanceAfter === null ? null : money(balanceAfter, currency)),
    corrected: ({ version }) => version > 1,
  },
  Feature: {
    windowDays: ({ name }) => findFeature(name)?.windowDays ?? null,
    description: ({ name }) => findFeature(name)?.description ?? name,
  },
  ...sensingTypes,
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
  ...planningTypes,
  ...forecastTypes,
  DataAccess: {
    id: ({ accessId }) => accessId,
  },
  TimelineEntry: {
    id: ({ id, at }) => `${id}@${at.toISOString()}`,
    amount: ({ amount, currency }) => (amount === null || currency === null ? null : money(amount, currency)),
  },
};
