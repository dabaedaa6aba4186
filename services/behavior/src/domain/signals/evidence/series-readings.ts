import { daysBefore } from '../../features/feature.ts';
import type { SeenSeries } from '../../recurring/view-series.ts';
import type { SignalCase } from '../signal.ts';
import type { Reading } from './ingredient.ts';
import { once } from './once.ts';
import { wordFinder } from './sign.ts';

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** How a pension, and help in place of a wage, name themselves in bookings. */
export const PENSION_WORDS = ['pension', 'rente', 'social security', 'ssa treas', 'retirement', 'annuity', 'altersr'];
export const WAGE_WORDS = ['lohn', 'gehalt', 'salary', 'wage', 'wages', 'payroll', 'bezuege', 'kurzarbeit'];
export const RENT_WORDS = ['miete', 'rent ', 'hausverwaltung', 'lettings', 'wohnungsgenossenschaft', 'wohnbau'];

/** How long an account must have been seen before a series counts as new, days. */
const SEEN_BEFORE_DAYS = 30;
const SIZE_SHARE_MIN = 0.4;
/** Pay that ended longer ago than this is missed no more: it is the past. */
const OVERDUE_DAYS_MAX = 120;

const sizeOf = ({ averageAmount }: SeenSeries): number => Math.abs(Number(averageAmount));

const named = (words: readonly string[]): ((series: SeenSeries) => boolean) => {
  const hasWord = wordFinder(words);
  return once(({ payee }) => hasWord(payee));
};
const isPension = named(PENSION_WORDS);
const isWage = named(WAGE_WORDS);

/** Series of pay: what comes in of itself, by name or as the largest that comes, but no pension. */
const payAmong = once((series: SignalCase['series']): readonly SeenSeries[] => {
  const coming = series.filter((one) => one.direction === 'IN' && !isPension(one));
  const largest = Math.max(0, ...coming.map(sizeOf));
  return coming.filter((one) => isWage(one) || sizeOf(one) >= SIZE_SHARE_MIN * largest);
});
const paySeries = ({ series }: Pick<SignalCase, 'series'>): readonly SeenSeries[] => payAmong(series);

const isBehindSome =
  (find: (subject: SignalCase) => readonly SeenSeries[]): NonNullable<Reading['isBehind']> =>
  ({ transactionId, accountId }, subject) =>
    find(subject).some((one) => one.accountId === accountId && one.transactionIds.includes(transactionId));

/** Days for which the pay that should have come did not, beyond the days it is allowed; 0 while any of it comes. */
export const payOverdueDays: Reading = {
  name: 'pay_overdue_days',
  unit: 'days',
  valueOf: (subject) => {
    const overdue = paySeries(subject)
      .map(({ nextOn, graceDays }) => daysBetween(nextOn, subject.days.today) - graceDays)
      .filter((days) => days <= OVERDUE_DAYS_MAX);
    return overdue.length === 0 ? null : Math.max(0, Math.min(...overdue));
  },
};

/** How many series of pay run. */
export const runningPay: Reading = {
  name: 'pay_series',
  unit: 'series',
  valueOf: (subject) => paySeries(subject).filter(({ status }) => status !== 'TOMBSTONED').length,
  isBehind: isBehindSome(paySeries),
};

/** Days until pay comes next; null where none is known to come. */
export const daysUntilPay = ({ series, days: { today } }: SignalCase): number | null => {
  const running = paySeries({ series }).filter(({ status }) => status !== 'TOMBSTONED');
  return running.length === 0
    ? null
    : Math.min(...running.map(({ nextOn }) => Math.max(daysBetween(today, nextOn), 0)));
};

/** Whether a series began while the account had been seen for a while: what began before that is not new. */
const isNew = ({ days: { mainDays } }: SignalCase, { firstOn }: SeenSeries): boolean => {
  const [first] = mainDays;
  return first !== undefined && daysBefore(firstOn, SEEN_BEFORE_DAYS) >= first.day;
};

/** How many series of a kind run, of those that are new alone where asked. */
const seriesCount = (name: string, isMeant: (one: SeenSeries) => boolean, onlyNew: boolean): Reading => {
  const find = once((subject: SignalCase): readonly SeenSeries[] =>
    subject.series.filter((one) => one.status !== 'TOMBSTONED' && isMeant(one) && (!onlyNew || isNew(subject, one))),
  );
  return { name, unit: 'series', valueOf: (subject) => find(subject).length, isBehind: isBehindSome(find) };
};

const comes = (words: readonly string[]): ((one: SeenSeries) => boolean) => {
  const isNamed = named(words);
  return (one) => one.direction === 'IN' && isNamed(one);
};
const goes = (words: readonly string[]): ((one: SeenSeries) => boolean) => {
  const isNamed = named(words);
  return (one) => one.direction === 'OUT' && isNamed(one);
};

/** Series of money in that name themselves by some words and run. */
export const incomeSeries = (name: string, words: readonly string[]): Reading => seriesCount(name, comes(words), false);

/** The same, of those that began while the account was being watched. */
export const newIncomeSeries = (name: string, words: readonly string[]): Reading =>
  seriesCount(name, comes(words), true);

/** Series of money out that name themselves by some words and run. */
export const costSeries = (name: string, words: readonly string[]): Reading => seriesCount(name, goes(words), false);

/** The same, of those that began while the account was being watched. */
export const newCostSeries = (name: string, words: readonly string[]): Reading => seriesCount(name, goes(words), true);
