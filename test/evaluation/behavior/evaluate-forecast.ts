import { seededRandom } from '@rapport/testkit';
import type { Measured } from '../report-quality.ts';
import { type AccountBalances, loadBalances } from './load-balances.ts';
import { replayBehavior } from './replay-behavior.ts';

const SEED = 1;
const AHEAD_DAYS = 30;
const MONTH_DAYS = 30;
/** The first origin, and every how many days there is one: no divisor of a month, so that every part of it occurs. */
const FIRST_DAYS = 60;
const STEP_DAYS = 17;
const DRAWS = 300;

type Said = {
  readonly accountId: string;
  readonly asOf: number;
  readonly expected: number;
  readonly low80: number;
  readonly high80: number;
  readonly belowZero: number;
  readonly ms: number;
};

/** How far one forecast and the naive ones were off. */
export type ForecastError = {
  readonly accountId: string;
  readonly ours: number;
  /** The next 30 days move as the last 30 did. */
  readonly sameMove: number;
  /** The balance that stood on the same day last month. */
  readonly sameDay: number;
  /** The balance stays. */
  readonly stays: number;
  readonly isWithin80: boolean;
  readonly brier: number;
};

const originsOf = ({ closings, firstDay }: AccountBalances): number[] => {
  const origins: number[] = [];
  for (let at = FIRST_DAYS; at + AHEAD_DAYS < closings.length; at += STEP_DAYS) origins.push(firstDay + at);
  return origins;
};

/** Rolling origins over accounts: each forecast sees what came before it. */
export const forecastErrors = async (accounts: readonly AccountBalances[]): Promise<ForecastError[]> => {
  const said = await replayBehavior<Said>(
    'forecast/main.ts',
    accounts.map((account) => ({
      accountId: account.accountId,
      transactions: account.bookings,
      origins: originsOf(account),
      days: AHEAD_DAYS,
    })),
  );
  const byId = new Map(accounts.map((account) => [account.accountId, account]));
  return said.map(({ accountId, asOf, belowZero, expected, high80, low80 }) => {
    const { closings, firstDay } = byId.get(accountId)!;
    const [now, came] = [closings[asOf - firstDay]!, closings[asOf - firstDay + AHEAD_DAYS]!];
    const before = closings[asOf - firstDay - MONTH_DAYS]!;
    const ahead = closings.slice(asOf - firstDay + 1, asOf - firstDay + AHEAD_DAYS + 1);
    const fell = ahead.some((balance) => balance < 0) ? 1 : 0;
    return {
      accountId,
      ours: Math.abs(expected - came),
      sameMove: Math.abs(now + (now - before) - came),
      sameDay: Math.abs(before - came),
      stays: Math.abs(now - came),
      isWithin80: came >= low80 && came <= high80,
      brier: (belowZero - fell) ** 2,
    };
  });
};

const sumOf = (errors: readonly ForecastError[], of: (error: ForecastError) => number): number =>
  errors.reduce((sum, error) => sum + of(error), 0);

/** Our mean absolute error as a share of a naive forecast's. */
export const ratioTo =
  (naive: 'sameMove' | 'sameDay' | 'stays') =>
  (errors: readonly ForecastError[]): number =>
    sumOf(errors, ({ ours }) => ours) / sumOf(errors, (error) => error[naive]);

/** The share of balances that came within the 80 % interval. */
export const coverage80 = (errors: readonly ForecastError[]): number =>
  sumOf(errors, ({ isWithin80 }) => (isWithin80 ? 1 : 0)) / errors.length;

const brierOf = (errors: readonly ForecastError[]): number => sumOf(errors, ({ brier }) => brier) / errors.length;

/** The middle 95 % over accounts drawn with replacement. */
const intervalOf = (errors: readonly ForecastError[], measure: (of: readonly ForecastError[]) => number) => {
  const { next: random } = seededRandom(SEED);
  const accounts = [...Map.groupBy(errors, ({ accountId }) => accountId).values()];
  const drawn = Array.from({ length: DRAWS }, () =>
    measure(accounts.flatMap(() => accounts[Math.floor(random() * accounts.length)]!)),
  ).sort((a, b) => a - b);
  return [drawn[Math.floor(DRAWS * 0.025)]!, drawn[Math.floor(DRAWS * 0.975)]!] as const;
};

/** How well behavior foresees balances. Each person's own days are all it learns from. */
export const evaluateForecast = async (data: string, test: string | null): Promise<Measured[]> => {
  const errors = await forecastErrors(loadBalances(test ?? data));
  const split = test === null ? 'rolling origins in --data' : 'rolling origins in --test';
  const row = (metric: string, measure: (of: readonly ForecastError[]) => number, baseline: number | null) => ({
    task: '30-day balance forecast',
    metric,
    ours: measure(errors),
    interval: intervalOf(errors, measure),
    baseline,
    split,
    seed: SEED,
  });
  return [
    row('absolute error / "the month moves as the last did"', ratioTo('sameMove'), 1),
    row('absolute error / "same day last month"', ratioTo('sameDay'), 1),
    row('absolute error / "the balance stays"', ratioTo('stays'), 1),
    row('coverage of the 80 % interval', coverage80, 0.8),
    row('Brier score of falling below zero', brierOf, null),
  ];
};
