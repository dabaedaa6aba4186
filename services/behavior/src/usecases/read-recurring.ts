import { dayOf } from '../domain/ledger/ledger-fact.ts';
import { SERIES_MAX, type SeenSeries, viewSeries } from '../domain/recurring/view-series.ts';
import type { Now, Stores } from './ports.ts';

/** The recurring series of customers as of today, by asked id. */
export const readRecurring =
  ({ stores, now }: { stores: Pick<Stores, 'recurring'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, SeenSeries[]>> => {
    const found = await stores.recurring.ofCustomers(customerIds, SERIES_MAX);
    return new Map([...found].map(([id, series]) => [id, viewSeries(series, dayOf(now()))]));
  };
