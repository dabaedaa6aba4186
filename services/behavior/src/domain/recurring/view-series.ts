import { Decimal } from 'decimal.js';
import { periodOf } from './period.ts';
import type { RecurringSeries } from './recurring-series.ts';

export type SeriesStatus = 'MATURE' | 'EARLY_DETECTION' | 'TOMBSTONED';
export type FindingKind = 'PRICE_RISE' | 'DUPLICATE_SUBSCRIPTION' | 'TRIAL_BECAME_PAID';

/** Something about a series that its payer may want to act on. */
export type SeriesFinding = {
  readonly kind: FindingKind;
  /** What it costs more in a year, a positive decimal. */
  readonly yearlyCost: string;
  readonly currency: string;
};

/** A series as of a day. */
export type SeenSeries = RecurringSeries & {
  readonly status: SeriesStatus;
  readonly findings: readonly SeriesFinding[];
};

/** How many series of a customer are looked at, those expected last first. */
export const SERIES_MAX = 100;

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Below this a rise is a rounding or a rate of exchange. */
const RISE_MIN = 1.01;
/** Two prices of one thing may differ by so much. */
const ALIKE = 1.2;

const statusOf = ({ frequency, transactionCount, nextOn, graceDays }: RecurringSeries, today: string): SeriesStatus => {
  if (daysBetween(nextOn, today) > graceDays) return 'TOMBSTONED';
  return transactionCount >= periodOf(frequency).matureFrom ? 'MATURE' : 'EARLY_DETECTION';
};

const sizeOf = (amount: string): Decimal => new Decimal(amount).abs();

const areAlike = (a: string, b: string): boolean => {
  const [x, y] = [sizeOf(a), sizeOf(b)];
  return Decimal.max(x, y).lessThanOrEqualTo(Decimal.min(x, y).times(ALIKE));
};

type Dated = RecurringSeries & { readonly status: SeriesStatus };

/** Whether somebody pays the same payee twice: another running series of like amount that began no later. */
const isDuplicate = (series: Dated, others: readonly Dated[]): boolean =>
  series.payee !== '' &&
  others.some(
    (other) =>
      other.seriesId !== series.seriesId &&
      other.status !== 'TOMBSTONED' &&
      other.direction === series.direction &&
      other.payee === series.payee &&
      other.currency === series.currency &&
      other.frequency === series.frequency &&
      areAlike(other.lastAmount, series.lastAmount) &&
      (other.firstOn < series.firstOn || (other.firstOn === series.firstOn && other.seriesId < series.seriesId)),
  );

const findingsOf = (series: Dated, others: readonly Dated[]): SeriesFinding[] => {
  const { currency, direction, earlierAmount, frequency, lastAmount, status, trialAmount } = series;
  if (direction !== 'OUT' || status === 'TOMBSTONED') return [];
  const finding = (kind: FindingKind, cost: Decimal): SeriesFinding => ({
    kind,
    yearlyCost: cost.times(periodOf(frequency).perYear).toFixed(),
    currency,
  });
  const last = sizeOf(lastAmount);
  const findings: SeriesFinding[] = [];
  if (earlierAmount !== null && last.greaterThan(sizeOf(earlierAmount).times(RISE_MIN))) {
    findings.push(finding('PRICE_RISE', last.minus(sizeOf(earlierAmount))));
  }
  if (isDuplicate(series, others)) findings.push(finding('DUPLICATE_SUBSCRIPTION', last));
  if (trialAmount !== null) findings.push(finding('TRIAL_BECAME_PAID', last.minus(sizeOf(trialAmount))));
  return findings;
};

/** All series of a customer as of a day, those expected soonest first, ended ones last. */
export const viewSeries = (all: readonly RecurringSeries[], today: string): SeenSeries[] => {
  const dated = all.map((series) => ({ ...series, status: statusOf(series, today) }));
  const rank = ({ status }: Dated) => (status === 'TOMBSTONED' ? 1 : 0);
  return dated
    .map((series) => ({ ...series, findings: findingsOf(series, dated) }))
    .sort((a, b) => rank(a) - rank(b) || (a.nextOn + a.seriesId < b.nextOn + b.seriesId ? -1 : 1));
};
