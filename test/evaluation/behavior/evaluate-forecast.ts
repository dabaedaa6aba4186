import { seededRandom } from '@rapport/testkit';
import type { Measured } from '../report-quality.ts';
import { type AccountBalances, loadBalances } from './load-balances.ts';
import { replayBehavior } from './replay-behavior.ts';

const SEED = 1;
/** How far is foreseen, in days, and every how many there is an origin: so that every part of a month occurs. */
const HORIZONS = [
  { ahead: 30, step: 17 },
  { ahead: 60, step: 53 },
  { ahead: 90, step: 53 },
] as const;
type Horizon = (typeof HORIZONS)[number];
/** The first origin. */
const FIRST_DAYS = 60;
const DRAWS = 300;

type Said = {
  readonly accountId: string;
  readonly asOf: number;
  readonly expected: number;
  readonly low50: number;
  readonly high50: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
  readonly belowZero: number;
  readonly ms: number;
};

/** How far one forecast and the naive ones were off. */
type ForecastError = {
  readonly accountId: string;
  readonly ours: number;
  /** The days to come move as as many days before did. */
  readonly sameMove: number;
  /** The balance that stood as many days ago. */
  readonly sameDay: number;
  /** The balance stays. */
  readonly stays: number;
  readonly isWithin50: boolean;
  readonly isWithin80: boolean;
  readonly isWithin95: boolean;
  readonly brier: number;
};

const originsOf = ({ closings, firstDay }: AccountBalances, { ahead, step }: Horizon): number[] => {
  const origins: number[] = [];
  for (let at = Math.max(FIRST_DAYS, ahead); at + ahead < closings.length; at += step) origins.push(firstDay + at);
  return origins;
};

/** Rolling origins over accounts: each forecast sees what came before it. */
const forecastErrors = async (accounts: readonly AccountBalances[], horizon: Horizon): Promise<ForecastError[]> => {
  const { ahead } = horizon;
  const said = await replayBehavior<Said>(
    'forecast/main.ts',
    accounts.map((account) => ({
      accountId: account.accountId,
      transactions: account.bookings,
      origins: originsOf(account, horizon),
      days: ahead,
    })),
  );
  const byId = new Map(accounts.map((account) => [account.accountId, account]));
  return said.map(({ accountId, asOf, belowZero, expected, ...told }) => {
    const { closings, firstDay } = byId.get(accountId)!;
    const [now, came] = [closings[asOf - firstDay]!, closings[asOf - firstDay + ahead]!];
    const before = closings[asOf - firstDay - ahead]!;
    const until = closings.slice(asOf - firstDay + 1, asOf - firstDay + ahead + 1);
    const fell = until.some((balance) => balance < 0) ? 1 : 0;
    return {
      accountId,
      ours: Math.abs(expected - came),
      sameMove: Math.abs(now + (now - before) - came),
      sameDay: Math.abs(before - came),
      stays: Math.abs(now - came),
      isWithin50: came >= told.low50 && came <= told.high50,
      isWithin80: came >= told.low80 && came <= told.high80,
      isWithin95: came >= told.low95 && came <= told.high95,
      brier: (belowZero - fell) ** 2,
    };
  });
};

const sumOf = (errors: readonly ForecastError[], of: (error: ForecastError) => number): number =>
  errors.reduce((sum, error) => sum + of(error), 0);

/** Our mean absolute error as a share of a naive forecast's. */
const ratioTo =
  (naive: 'sameMove' | 'sameDay' | 'stays') =>
  (errors: readonly ForecastError[]): number =>
    sumOf(errors, ({ ours }) => ours) / sumOf(errors, (error) => error[naive]);

/** The share of balances that came within an interval. */
const coverage =
  (interval: 'isWithin50' | 'isWithin80' | 'isWithin95') =>
  (errors: readonly ForecastError[]): number =>
    sumOf(errors, (error) => (error[interval] ? 1 : 0)) / errors.length;

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

type Row = readonly [metric: string, measure: (errors: readonly ForecastError[]) => number, baseline: number | null];

const SHORT_ROWS: readonly Row[] = [
  ['absolute error / "the month moves as the last did"', ratioTo('sameMove'), 1],
  ['absolute error / "same day last month"', ratioTo('sameDay'), 1],
  ['absolute error / "the balance stays"', ratioTo('stays'), 1],
  ['coverage of the 80 % interval', coverage('isWithin80'), 0.8],
  ['coverage of the 50 % interval', coverage('isWithin50'), 0.5],
  ['coverage of the 95 % interval', coverage('isWithin95'), 0.95],
  ['Brier score of falling below zero', brierOf, null],
];
const LONG_ROWS: readonly Row[] = [
  ['absolute error / "the balance stays"', ratioTo('stays'), 1],
  ['coverage of the 80 % interval', coverage('isWithin80'), 0.8],
  ['coverage of the 95 % interval', coverage('isWithin95'), 0.95],
];

/** How well behavior foresees balances. Each person's own days are all it learns from. */
export const evaluateForecast = async (data: string, test: string | null): Promise<Measured[]> => {
  const accounts = loadBalances(test ?? data);
  const split = test === null ? 'rolling origins in --data' : 'rolling origins in --test';
  const rows: Measured[] = [];
  for (const horizon of HORIZONS) {
    const errors = await forecastErrors(accounts, horizon);
    const measured = horizon === HORIZONS[0] ? SHORT_ROWS : LONG_ROWS;
    rows.push(
      ...measured.map(([metric, measure, baseline]) => ({
        task: `${horizon.ahead}-day balance forecast`,
        metric,
        ours: measure(errors),
        interval: intervalOf(errors, measure),
        baseline,
        split,
        seed: SEED,
      })),
    );
  }
  return rows;
};
