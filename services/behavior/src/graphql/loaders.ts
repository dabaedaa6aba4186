import type { SensedFeature } from '@rapport/contracts';
import DataLoader from 'dataloader';
import type { PageSlice, Stores } from '../usecases/ports.ts';
import type { readAccesses } from '../usecases/read-accesses.ts';
import type { readArchetypeHistory, readArchetypes } from '../usecases/read-archetypes.ts';
import type { readBudgets } from '../usecases/read-budgets.ts';
import type { FeaturesAsked, readFeatures } from '../usecases/read-features.ts';
import type { AccountBasis, readForecastBases } from '../usecases/read-forecast.ts';
import type { readGoals } from '../usecases/read-goals.ts';
import type { readRecurring } from '../usecases/read-recurring.ts';
import type { readSavings } from '../usecases/read-savings.ts';
import type { readSignals } from '../usecases/read-signals.ts';
import type { readSpendingForecasts, SpendingForecast } from '../usecases/read-spending-forecasts.ts';
import type { readTimeline } from '../usecases/read-timeline.ts';

/** One row set of one page: whose, which page, and what else the page depends on. */
type PageKey<Which> = { readonly id: string; readonly which: Which; readonly slice: PageSlice };

/** Loads the same page of many customers or accounts in one statement; different pages take one each. */
const pageLoader = <Which, Row>(
  read: (ids: readonly string[], which: Which, slice: PageSlice) => Promise<Map<string, Row[]>>,
) =>
  new DataLoader<PageKey<Which>, Row[], string>(
    async (keys) => {
      const groups = Map.groupBy(keys, ({ which, slice }) => JSON.stringify([which, slice]));
      const found = new Map<string, Map<string, Row[]>>();
      for (const [name, [first, ...rest]] of groups) {
        found.set(
          name,
          await read(
            [first!, ...rest].map(({ id }) => id),
            first!.which,
            first!.slice,
          ),
        );
      }
      return keys.map(({ id, which, slice }) => found.get(JSON.stringify([which, slice]))?.get(id) ?? []);
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );

/** Loads one thing of many customers or accounts in one go; nothing is an empty list. */
const listLoader = <Row>(read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row[]>>) =>
  new DataLoader<string, Row[]>(async (ids) => {
    const found = await read(ids);
    return ids.map((id) => found.get(id) ?? []);
  });

/** Loads features of many customers in one go; other instants and names take another. */
const featureLoader = (read: ReturnType<typeof readFeatures>) =>
  new DataLoader<{ id: string; asked: FeaturesAsked }, SensedFeature[], string>(
    async (keys) => {
      const groups = Map.groupBy(keys, ({ asked }) => JSON.stringify(asked));
      const found = new Map<string, Map<string, SensedFeature[]>>();
      for (const [name, group] of groups) {
        found.set(
          name,
          await read(
            group.map(({ id }) => id),
            group[0]!.asked,
          ),
        );
      }
      return keys.map(({ id, asked }) => found.get(JSON.stringify(asked))?.get(id) ?? []);
    },
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );

/** One statement per kind of thing and request, however many customers are asked for. */
export const createLoaders = (
  { customers, transactions }: Stores,
  does: {
    readFeatures: ReturnType<typeof readFeatures>;
    readSignals: ReturnType<typeof readSignals>;
    readTimeline: ReturnType<typeof readTimeline>;
    readAccesses: ReturnType<typeof readAccesses>;
    readRecurring: ReturnType<typeof readRecurring>;
    readGoals: ReturnType<typeof readGoals>;
    readBudgets: ReturnType<typeof readBudgets>;
    readSavings: ReturnType<typeof readSavings>;
    readArchetypes: ReturnType<typeof readArchetypes>;
    readArchetypeHistory: ReturnType<typeof readArchetypeHistory>;
    readForecastBases: ReturnType<typeof readForecastBases>;
    readSpendingForecasts: ReturnType<typeof readSpendingForecasts>;
  },
) => ({
  features: featureLoader(does.readFeatures),
  signals: listLoader(does.readSignals),
  accesses: listLoader(does.readAccesses),
  recurring: listLoader(does.readRecurring),
  goals: listLoader(does.readGoals),
  budgets: listLoader(does.readBudgets),
  savings: listLoader(does.readSavings),
  archetypes: new DataLoader(does.readArchetypes),
  archetypeHistory: listLoader(does.readArchetypeHistory),
  forecastBases: new DataLoader<string, AccountBasis | null>(async (ids) => {
    const found = await does.readForecastBases(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
  spendingForecasts: listLoader<SpendingForecast>(does.readSpendingForecasts),
  holders: listLoader((ids: readonly string[]) => customers.holdersOf(ids)),
  customerTransactions: pageLoader(transactions.page.bind(null, 'CUSTOMER')),
  accountTransactions: pageLoader(transactions.page.bind(null, 'ACCOUNT')),
  timeline: pageLoader(does.readTimeline),
});
export type Loaders = ReturnType<typeof createLoaders>;
