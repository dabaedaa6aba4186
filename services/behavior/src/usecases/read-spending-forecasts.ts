import { primaryOf } from '../domain/enrichment/taxonomy.ts';
import { daysOfLife } from '../domain/features/customer-days.ts';
import type { MainAccount } from '../domain/features/feature.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import { dayNumberOf } from '../domain/recurring/occurrence.ts';
import { SERIES_MAX, viewSeries } from '../domain/recurring/view-series.ts';
import { firstOfMonthsAgo } from '../domain/spending/spending-months.ts';
import { type CategoryTrajectory, forecastSpending, LEARNT_MONTHS } from '../domain/trajectory/forecast-spending.ts';
import type { SpendingSeries } from '../domain/trajectory/planned-spending.ts';
import type { Now, Stores } from './ports.ts';

/** The trajectory of a category, in the currency of the main account. */
export type SpendingForecast = CategoryTrajectory & { readonly currency: string };

/** What the months to come will cost customers by category, by asked id. */
export const readSpendingForecasts =
  ({ stores, now }: { stores: Pick<Stores, 'buckets' | 'recurring'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, SpendingForecast[]>> => {
    const present = now();
    const today = dayOf(present);
    const from = firstOfMonthsAgo(today, LEARNT_MONTHS);
    const lives = await stores.buckets.livesOf(customerIds, from, present);
    const kept = await stores.recurring.ofCustomers(customerIds, SERIES_MAX);
    const categories = await stores.recurring.categoriesOf(customerIds);
    const payments = await stores.recurring.paymentsOf(customerIds, dayNumberOf(new Date(`${from}T00:00:00Z`)));
    const forecasts = customerIds.map((id): [string, SpendingForecast[]] => {
      const { main, mainDays } = daysOfLife(lives.get(id)!, today);
      if (!main) return [id, []];
      const isOfMain = (one: MainAccount) => one.accountId === main.accountId && one.currency === main.currency;
      const paid = Map.groupBy(payments.get(id) ?? [], ({ seriesId }) => seriesId);
      const series = viewSeries((kept.get(id) ?? []).filter(isOfMain), today).flatMap((one): SpendingSeries[] => {
        const category = categories.get(id)?.get(one.seriesId);
        return category ? [{ ...one, category: primaryOf(category), payments: paid.get(one.seriesId) ?? [] }] : [];
      });
      const trajectories = forecastSpending({ days: mainDays, today, series });
      return [id, trajectories.map((trajectory) => ({ ...trajectory, currency: main.currency }))];
    });
    return new Map(forecasts);
  };
