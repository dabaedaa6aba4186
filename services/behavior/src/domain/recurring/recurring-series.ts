import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { findSeries } from './find-series.ts';
import type { Fit } from './fit-series.ts';
import { dateOfDay, groupKeyOf, type Occurrence, type PaymentGroup } from './occurrence.ts';
import { type Frequency, nearestSlot } from './period.ts';

/** A series as it is kept: what does not depend on the day of reading. Amounts are signed, negative is money out. */
export type RecurringSeries = PaymentGroup & {
  readonly seriesId: string;
  readonly frequency: Frequency;
  readonly transactionCount: number;
  /** `2026-03-01`, as all its days. */
  readonly firstOn: string;
  readonly lastOn: string;
  readonly nextOn: string;
  /** Days after `nextOn` from which the series counts as ended. */
  readonly graceDays: number;
  readonly averageAmount: string;
  readonly lastAmount: string;
  /** The amount before the last change, where amounts stood still before it and it is no older than a year. */
  readonly earlierAmount: string | null;
  /** What the payee took before the series began no more than a year ago, where that was next to nothing. */
  readonly trialAmount: string | null;
  /** The bank's ids, newest first. */
  readonly transactionIds: readonly string[];
};

const IDS_MAX = 20;
/** Weekends and holidays beyond what a series has shown so far. */
const GRACE_DAYS = 3;
const TRIAL_SHARE = 0.1;
const TRIAL_DAYS = 100;
/** For how long a change is news: after that it is simply the price. */
const NEWS_DAYS = 365;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The day on which a series is expected next: its next slot, as late as its last payments were. */
const nextDayOf = ({ period, phase, hits }: Fit): number => {
  const lates = hits.slice(-5).map(({ day }) => nearestSlot(period, phase, day).late);
  const { slot } = nearestSlot(period, phase, hits.at(-1)!.day);
  const late = median(lates);
  // A later phase knows the end of a month; before the first of a month only days can be counted.
  const next = phase + late < 0 ? period.dayOf(slot + 1, phase) + late : period.dayOf(slot + 1, phase + late);
  return Math.max(next, hits.at(-1)!.day + 1);
};

/** The amount that stood still for two payments or more before the last change, while that is news. */
const earlierSizeOf = (hits: readonly Occurrence[]): number | null => {
  const last = hits.at(-1)!;
  const before = hits.findLastIndex(({ size }) => size !== last.size);
  if (before < 0 || last.day - hits[before + 1]!.day > NEWS_DAYS) return null;
  return before > 0 && hits[before]!.size === hits[before - 1]!.size ? hits[before]!.size : null;
};

const trialSizeOf = (hits: readonly Occurrence[], group: readonly Occurrence[]): number | null => {
  const first = hits[0]!;
  if (hits.at(-1)!.day - first.day > NEWS_DAYS) return null;
  const trial = group.findLast(
    ({ day, size }) => day < first.day && day >= first.day - TRIAL_DAYS && size <= first.size * TRIAL_SHARE,
  );
  return trial?.size ?? null;
};

const averageOf = (hits: readonly Occurrence[]): number => {
  const sizes = hits.map(({ size }) => new Decimal(size));
  const places = Math.max(...sizes.map((size) => size.decimalPlaces()));
  return Decimal.sum(...sizes)
    .dividedBy(sizes.length)
    .toDecimalPlaces(places)
    .toNumber();
};

const seriesOf = (
  group: PaymentGroup,
  occurrences: readonly Occurrence[],
  fit: Fit,
  idsMax: number,
): RecurringSeries => {
  const [first, last] = [fit.hits[0]!, fit.hits.at(-1)!];
  const signed = (size: number): string => new Decimal(group.direction === 'OUT' ? -size : size).toFixed();
  const orNull = (size: number | null): string | null => (size === null ? null : signed(size));
  const name = `${groupKeyOf(group)} ${first.transactionId}`;
  return {
    ...group,
    seriesId: `rec_${createHash('sha256').update(name).digest('hex').slice(0, 26)}`,
    frequency: fit.period.frequency,
    transactionCount: fit.hits.length,
    firstOn: dateOfDay(first.day),
    lastOn: dateOfDay(last.day),
    nextOn: dateOfDay(nextDayOf(fit)),
    graceDays: fit.tolerance + GRACE_DAYS,
    averageAmount: signed(averageOf(fit.hits)),
    lastAmount: signed(last.size),
    earlierAmount: orNull(earlierSizeOf(fit.hits)),
    trialAmount: group.payee === '' ? null : orNull(trialSizeOf(fit.hits, occurrences)),
    transactionIds: fit.hits
      .map(({ transactionId }) => transactionId)
      .slice(-idsMax)
      .toReversed(),
  };
};

/**
 * The series of one group from its payments, in any order.
 * @param idsMax how many transactions are named of each
 */
export const recurringSeriesOf = (
  group: PaymentGroup,
  payments: readonly Occurrence[],
  idsMax = IDS_MAX,
): RecurringSeries[] => {
  const inOrder = payments.toSorted((a, b) => a.day - b.day || (a.transactionId < b.transactionId ? -1 : 1));
  return findSeries(inOrder, group.payee !== '').map((fit) => seriesOf(group, inOrder, fit, idsMax));
};
