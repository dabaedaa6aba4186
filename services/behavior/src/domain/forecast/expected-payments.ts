import { dayNumberOf } from '../recurring/occurrence.ts';
import { periodOf } from '../recurring/period.ts';
import type { SeenSeries } from '../recurring/view-series.ts';

/** A payment that is expected. */
export type ExpectedPayment = {
  /** The series that it belongs to; null where it was asked "what if". */
  readonly seriesId: string | null;
  /** Counted from 1 January 1970. */
  readonly day: number;
  /** Signed, in the currency's main unit. */
  readonly amount: number;
};

/** What of a series a forecast needs. */
export type ForecastSeries = Pick<
  SeenSeries,
  'seriesId' | 'frequency' | 'nextOn' | 'status' | 'averageAmount' | 'lastAmount' | 'earlierAmount'
>;

const DAY_MS = 86_400_000;
const HALF_MONTH_DAYS = 15;

const dateOf = (day: number): number => new Date(day * DAY_MS).getUTCDate();

/** A date in the month so many months after a day; the month's last where it has no such date. */
const dateAfter = (day: number, months: number, date: number): number => {
  const at = new Date(day * DAY_MS);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date, last)) / DAY_MS;
};

/** The n-th of two dates a month after a day: the 25th after the 10th, the next 10th after the 25th. */
const halfMonthsAfter = (day: number, n: number): number => {
  const [months, date] = [Math.floor(n / 2), dateOf(day)];
  if (n % 2 === 0) return dateAfter(day, months, date);
  const isFirstHalf = date <= HALF_MONTH_DAYS;
  return isFirstHalf
    ? dateAfter(day, months, date + HALF_MONTH_DAYS)
    : dateAfter(day, months + 1, date - HALF_MONTH_DAYS);
};

/** The day on which the n-th payment after one comes. */
const dayAfter = (first: number, { frequency }: ForecastSeries, n: number): number => {
  const { perYear } = periodOf(frequency);
  if (perYear > 24) return first + (frequency === 'WEEKLY' ? 7 : 14) * n;
  if (perYear === 24) return halfMonthsAfter(first, n);
  return dateAfter(first, (12 / perYear) * n, dateOf(first));
};

/** A price that stood still before it changed stays at its last; what varies comes to its mean. */
const amountOf = ({ averageAmount, earlierAmount, lastAmount }: ForecastSeries): number =>
  Number(earlierAmount === null ? averageAmount : lastAmount);

/** The payments of running series in the days after a day; what is overdue is expected tomorrow. */
export const expectedPayments = (
  series: readonly ForecastSeries[],
  asOf: number,
  days: number,
): readonly ExpectedPayment[] =>
  series
    .filter(({ status }) => status !== 'TOMBSTONED')
    .flatMap((one) => {
      const first = dayNumberOf(new Date(`${one.nextOn}T00:00:00Z`));
      const payments: ExpectedPayment[] = [];
      for (let n = 0; ; n += 1) {
        const due = dayAfter(first, one, n);
        if (due > asOf + days) return payments;
        const day = n === 0 ? Math.max(due, asOf + 1) : due;
        if (day > asOf && day <= asOf + days) payments.push({ seriesId: one.seriesId, day, amount: amountOf(one) });
      }
    });
