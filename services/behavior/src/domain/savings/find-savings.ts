import { Decimal } from 'decimal.js';
import type { Category } from '../enrichment/taxonomy.ts';
import { periodOf } from '../recurring/period.ts';
import type { FindingKind, SeenSeries } from '../recurring/view-series.ts';

/** Why money could be saved: what was found of a series, or that it may have been forgotten. */
export type SavingKind = FindingKind | 'FORGOTTEN_SUBSCRIPTION';

/** Money that a customer could save in a year by acting on one series. */
export type FoundSaving = {
  readonly kind: SavingKind;
  readonly seriesId: string;
  /** Who is paid, as the bookings name it. */
  readonly payee: string;
  /** A positive decimal. */
  readonly yearlySaving: string;
  readonly currency: string;
};

/** What one may subscribe to, and live without. */
const SUBSCRIBED: ReadonlySet<Category> = new Set([
  'ENTERTAINMENT_MUSIC_AND_AUDIO',
  'ENTERTAINMENT_TV_AND_MOVIES',
  'ENTERTAINMENT_VIDEO_GAMES',
  'ENTERTAINMENT_OTHER_ENTERTAINMENT',
  'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS',
  'GENERAL_MERCHANDISE_ONLINE_MARKETPLACES',
  'GENERAL_SERVICES_OTHER_GENERAL_SERVICES',
  'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS',
]);

/** After a year of payments that nobody touched it is fair to ask. */
const FORGOTTEN_DAYS = 365;
const DAY_MS = 86_400_000;

const isForgotten = (series: SeenSeries, category: Category | null): boolean =>
  series.direction === 'OUT' &&
  series.status === 'MATURE' &&
  category !== null &&
  SUBSCRIBED.has(category) &&
  Date.parse(series.lastOn) - Date.parse(series.firstOn) >= FORGOTTEN_DAYS * DAY_MS;

/**
 * What could be saved, dearest first; of one series only its dearest finding, so that nothing is promised twice. That a
 * subscription was forgotten nobody can see from payments: it is asked, of those that run for a year and are no need.
 * @param categoryOf what a payee sells, where that is known
 */
export const findSavings = (
  series: readonly SeenSeries[],
  categoryOf: (payee: string) => Category | null,
): FoundSaving[] =>
  series
    .flatMap((one): FoundSaving[] => {
      const { seriesId, payee, currency, lastAmount, frequency } = one;
      const found = one.findings.map(({ kind, yearlyCost }) => ({
        kind: kind as SavingKind,
        yearlySaving: yearlyCost,
      }));
      if (isForgotten(one, categoryOf(payee))) {
        const yearly = new Decimal(lastAmount).abs().times(periodOf(frequency).perYear).toFixed();
        found.push({ kind: 'FORGOTTEN_SUBSCRIPTION', yearlySaving: yearly });
      }
      const [first, ...rest] = found;
      if (!first) return [];
      // A finding outweighs a question that would save the same.
      const dearest = rest.reduce((a, b) => (new Decimal(b.yearlySaving).greaterThan(a.yearlySaving) ? b : a), first);
      return [{ ...dearest, seriesId, payee, currency }];
    })
    .sort((a, b) => new Decimal(b.yearlySaving).comparedTo(a.yearlySaving) || (a.seriesId < b.seriesId ? -1 : 1));
