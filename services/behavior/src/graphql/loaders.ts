import type { SensedFeature } from '@rapport/contracts';
import DataLoader from 'dataloader';
import type { SeenAccess } from '../domain/access/data-access.ts';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { SeenSeries } from '../domain/recurring/view-series.ts';
import type { PageSlice, Stores } from '../usecases/ports.ts';
import type { readAccesses } from '../usecases/read-accesses.ts';
import type { readFeatures } from '../usecases/read-features.ts';
import type { readRecurring } from '../usecases/read-recurring.ts';
import type { readSignals, SpokenSignal } from '../usecases/read-signals.ts';
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

/** One statement per kind of thing and request, however many customers are asked for. */
export const createLoaders = (
  { customers, transactions }: Stores,
  does: {
    readFeatures: ReturnType<typeof readFeatures>;
    readSignals: ReturnType<typeof readSignals>;
    readTimeline: ReturnType<typeof readTimeline>;
    readAccesses: ReturnType<typeof readAccesses>;
    readRecurring: ReturnType<typeof readRecurring>;
  },
) => ({
  features: new DataLoader<string, SensedFeature[]>(async (ids) => {
    const found = await does.readFeatures(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
  signals: new DataLoader<string, SpokenSignal[]>(async (ids) => {
    const found = await does.readSignals(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
  accesses: new DataLoader<string, SeenAccess[]>(async (ids) => {
    const found = await does.readAccesses(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
  recurring: new DataLoader<string, SeenSeries[]>(async (ids) => {
    const found = await does.readRecurring(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
  holders: new DataLoader<string, (HeldAccount & { currentId: string })[]>(async (ids) => {
    const found = await customers.holdersOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
  customerTransactions: pageLoader(transactions.page.bind(null, 'CUSTOMER')),
  accountTransactions: pageLoader(transactions.page.bind(null, 'ACCOUNT')),
  timeline: pageLoader(does.readTimeline),
});
export type Loaders = ReturnType<typeof createLoaders>;
