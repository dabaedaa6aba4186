import { type GeneratedCustomer, generatePopulation } from '@rapport/testkit';
import type { Measured } from '../report-quality.ts';
import { intervalOver } from './change-detection.ts';
import { replayBehavior } from './replay-behavior.ts';

/** Which world: not the one on which anything was chosen. */
const WORLD = { seed: 20_262, from: '2024-01-01', until: '2026-04-01' };
const CUSTOMERS = 60;
/** At the ends of which months a forecast is made, counted from the first. */
const ORIGINS = [4, 8, 12, 16, 20, 24];
const YEAR_MONTHS = 12;
const DAY_MS = 86_400_000;

type Payment = {
  readonly transactionId: string;
  readonly day: number;
  readonly size: number;
  readonly narration: string;
  readonly category: string;
};

type Said = {
  readonly accountId: string;
  readonly asOf: number;
  readonly forecast: readonly {
    readonly category: string;
    readonly monthsSeen: number;
    readonly months: readonly { readonly expected: number; readonly low: number; readonly high: number }[];
  }[];
};

/** How far one forecast of a month and the plain ones were off, in money. */
export type MonthError = {
  readonly ours: number;
  /** The same month a year before; the last month, while that is not known. */
  readonly seasonal: number;
  /** The mean of the months before. */
  readonly mean: number;
  readonly isWithin80: boolean;
};

/** Months since January 1970. */
const monthNumber = (at: number): number => {
  const date = new Date(at);
  return (date.getUTCFullYear() - 1970) * YEAR_MONTHS + date.getUTCMonth();
};
const FIRST_MONTH = monthNumber(Date.parse(WORLD.from));
/** The last day of a month, counted from the first. */
const lastDayOf = (month: number): number => Date.UTC(1970, FIRST_MONTH + month, 1) / DAY_MS - 1;

/** Money out of the current account with its true category: categories have a measure of their own. */
const paymentsOf = ({ calls, truth }: GeneratedCustomer): Payment[] =>
  calls.flatMap(({ event, properties = {}, timestamp }) => {
    const size = -Number(properties['amount']);
    if (event !== 'Transaction Posted' || !String(properties['accountId']).endsWith('-current') || size <= 0) return [];
    const transactionId = String(properties['transactionId']);
    const [day, narration] = [Math.floor(Date.parse(timestamp) / DAY_MS), String(properties['narration'])];
    return [{ transactionId, day, size, narration, category: truth.categories[transactionId]! }];
  });

/** What a category took in each month of the world. */
const totalsOf = (payments: readonly Payment[], category: string): number[] => {
  const totals = Array.from({ length: monthNumber(Date.parse(WORLD.until)) - FIRST_MONTH }, () => 0);
  for (const { category: detail, day, size } of payments) {
    if (detail.startsWith(`${category}_`)) totals[monthNumber(day * DAY_MS) - FIRST_MONTH]! += size;
  }
  return totals;
};

/**
 * What forecasts made at the ends of months were off, by customer.
 * @param ahead which month after that: 1 to 3
 */
export const spendingErrors = async (people: readonly GeneratedCustomer[], ahead: number): Promise<MonthError[][]> => {
  const origins = ORIGINS.map(lastDayOf);
  const paid = new Map(people.map((person) => [person.truth.userId, paymentsOf(person)]));
  const said = await replayBehavior<Said>(
    'trajectory/main.ts',
    [...paid].map(([accountId, payments]) => ({ accountId, payments, origins })),
  );
  const byPerson = Map.groupBy(said, ({ accountId }) => accountId);
  return [...byPerson].map(([id, own]) =>
    own.flatMap(({ asOf, forecast }) =>
      forecast.map(({ category, months, monthsSeen }): MonthError => {
        const totals = totalsOf(paid.get(id)!, category);
        const now = monthNumber(asOf * DAY_MS) - FIRST_MONTH;
        const came = totals[now + ahead]!;
        const seen = totals.slice(now + 1 - monthsSeen, now + 1);
        const { expected, high, low } = months[ahead - 1]!;
        return {
          ours: Math.abs(expected - came),
          seasonal: Math.abs((totals[now + ahead - YEAR_MONTHS] ?? totals[now]!) - came),
          mean: Math.abs(seen.reduce((sum, month) => sum + month, 0) / seen.length - came),
          isWithin80: came > low - 0.005 && came < high + 0.005,
        };
      }),
    ),
  );
};

const meanOver = (people: readonly (readonly MonthError[])[], of: (error: MonthError) => number): number => {
  const errors = people.flat();
  return errors.reduce((sum, error) => sum + of(error), 0) / errors.length;
};

type Errors = readonly (readonly MonthError[])[];
const oursOf = (people: Errors): number => meanOver(people, ({ ours }) => ours);
const seasonalOf = (people: Errors): number => meanOver(people, ({ seasonal }) => seasonal);
const meanOf = (people: Errors): number => meanOver(people, ({ mean }) => mean);
export const coverage80 = (people: Errors): number => meanOver(people, ({ isWithin80 }) => (isWithin80 ? 1 : 0));

/** How well behavior foresees what a month costs by category. Each person's own months are all it learns from. */
export const evaluateSpending = async (): Promise<Measured[]> => {
  const people = [...generatePopulation(CUSTOMERS, WORLD)];
  const next = await spendingErrors(people, 1);
  const row = (metric: string, measure: (of: Errors) => number, baseline: number | null): Measured => ({
    task: 'spending by category',
    metric,
    ours: measure(next),
    interval: intervalOver(next, measure, WORLD.seed),
    baseline,
    split: `${CUSTOMERS} generated customers, rolling origins`,
    seed: WORLD.seed,
  });
  return [
    row('absolute error next month beside seasonal naive', oursOf, seasonalOf(next)),
    row('absolute error next month beside the mean of months', oursOf, meanOf(next)),
    row('absolute error / seasonal naive', (of) => oursOf(of) / seasonalOf(of), 1),
    row('absolute error / mean of months', (of) => oursOf(of) / meanOf(of), 1),
    row('coverage of the 80 % interval', coverage80, 0.8),
  ];
};
