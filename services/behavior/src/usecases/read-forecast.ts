import { daysOfLife } from '../domain/features/customer-days.ts';
import { daysBefore, type MainAccount } from '../domain/features/feature.ts';
import { cashHistoryOf, LEARNT_DAYS } from '../domain/forecast/cash-history.ts';
import type { ForecastBasis } from '../domain/forecast/forecast-cash-flow.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import { dayNumberOf } from '../domain/recurring/occurrence.ts';
import { SERIES_MAX, viewSeries } from '../domain/recurring/view-series.ts';
import type { Now, Stores } from './ports.ts';

/** What the forecast of a customer's main account is made from. */
export type AccountBasis = ForecastBasis & MainAccount;

/** What forecasts are made from, as of today, by asked id; none where too little is known. */
export const readForecastBases =
  ({ stores, now }: { stores: Pick<Stores, 'buckets' | 'recurring'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, AccountBasis>> => {
    const present = now();
    const today = dayOf(present);
    const asOf = dayNumberOf(present);
    const lives = await stores.buckets.livesOf(customerIds, daysBefore(today, LEARNT_DAYS - 1), present);
    const series = await stores.recurring.ofCustomers(customerIds, SERIES_MAX);
    const payments = await stores.recurring.paymentsOf(customerIds, asOf - LEARNT_DAYS + 1);
    const bases = customerIds.flatMap((id): [string, AccountBasis][] => {
      const { main, mainDays } = daysOfLife(lives.get(id)!, today);
      if (!main) return [];
      const isOfMain = (one: MainAccount) => one.accountId === main.accountId && one.currency === main.currency;
      const history = cashHistoryOf(mainDays, (payments.get(id) ?? []).filter(isOfMain), asOf);
      if (!history) return [];
      const running = viewSeries(series.get(id) ?? [], today).filter(isOfMain);
      return [[id, { ...main, history, asOf, series: running, name: `${id} ${today}` }]];
    });
    return new Map(bases);
  };
