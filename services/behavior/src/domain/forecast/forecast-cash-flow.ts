import { dateOfDay } from '../recurring/occurrence.ts';
import { type BelowFloor, belowFloorOf } from './below-floor.ts';
import type { CashHistory } from './cash-history.ts';
import { type CashFlowChange, changePayments, NO_CHANGE } from './change-payments.ts';
import { drawBalances } from './draw-balances.ts';
import { expectedWay, historySumsOf } from './expected-balance.ts';
import { type ExpectedPayment, expectedPayments, type ForecastSeries } from './expected-payments.ts';
import { pastErrorsOf, wideningOf } from './past-errors.ts';
import { seededDraw } from './seeded-draw.ts';
import { tailReach } from './tail-reach.ts';

/** The balance at the end of one day ahead, in the currency's main unit: the middle 50, 80 and 95 % around it. */
export type ForecastDay = {
  /** `2026-03-01`. */
  readonly date: string;
  readonly expected: number;
  readonly low50: number;
  readonly high50: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
};

/** How the balance of an account will probably go on. */
export type CashForecast = {
  readonly days: readonly ForecastDay[];
  readonly belowFloor: BelowFloor;
  /** The largest payments expected, largest first. */
  readonly drivers: readonly ExpectedPayment[];
  /** 0 to 1: how much there was to learn from. */
  readonly confidence: number;
};

/** What a forecast is made from. */
export type ForecastBasis = {
  readonly history: CashHistory;
  /** The last day of the history, counted from 1 January 1970. */
  readonly asOf: number;
  readonly series: readonly ForecastSeries[];
  /** Names the draws: the same name, the same forecast. */
  readonly name: string;
};

/** What is asked of a forecast. */
export type ForecastQuestion = {
  /** How many days ahead. */
  readonly days: number;
  readonly floor: number;
  readonly change?: CashFlowChange;
};

export const FORECAST_VERSION = 'cash-flow-2';
const DRIVERS_MAX = 6;
/** Days ahead over which the usual rate of series is taken. */
const USUAL_DAYS = 90;
const CONFIDENCE_DAYS = 60;

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Payments summed by the day ahead, from tomorrow. */
const byDayAhead = (payments: readonly ExpectedPayment[], asOf: number, days: number): Float64Array => {
  const planned = new Float64Array(days);
  for (const { day, amount } of payments) if (day > asOf && day <= asOf + days) planned[day - asOf - 1]! += amount;
  return planned;
};

const dayOf = (date: string, expected: number, ways: Float64Array, reach: number): ForecastDay => {
  const sorted = ways.toSorted();
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)]!;
  const [low80, high80] = [at(0.1), at(0.9)];
  return {
    date,
    expected,
    low50: at(0.25),
    high50: at(0.75),
    low80,
    high80,
    low95: low80 + (at(0.025) - low80) * reach,
    high95: high80 + (at(0.975) - high80) * reach,
  };
};

/**
 * The daily balance ahead with its intervals, from recurring series and what else the person's days have shown. The
 * expected way is worked out, ways around it are drawn from the person's own days, and how far they spread is corrected
 * by how far earlier forecasts would have been off; the outermost bounds lie further out, see `tailReach`.
 */
export const forecastCashFlow = (
  { asOf, history, name, series }: ForecastBasis,
  { days, floor, change = NO_CHANGE }: ForecastQuestion,
): CashForecast => {
  const known = history.closings.length;
  const unchanged = expectedPayments(series, asOf, Math.max(days, USUAL_DAYS));
  const usual = meanOf(byDayAhead(unchanged, asOf, USUAL_DAYS));
  const payments = changePayments(unchanged, change, asOf).filter(({ day }) => day > asOf && day <= asOf + days);
  const planned = byDayAhead(payments, asOf, days);
  const sums = historySumsOf(history);
  const before = sums.recurring[known]! / known;
  const way = expectedWay(sums, history.closings.at(-1)!, known, { planned, usual, before });
  const drawn = drawBalances(history, way, planned, seededDraw(name));
  const errors = pastErrorsOf(history, sums, days);
  const ways = drawn.map((balances, ahead) => {
    const middle = meanOf(balances);
    const widening = wideningOf(errors, ahead, meanOf(balances.map((balance) => Math.abs(balance - middle))));
    return balances.map((balance) => way.balances[ahead]! + (balance - middle) * widening);
  });
  const reach = tailReach(known);
  return {
    days: ways.map((balances, ahead) => dayOf(dateOfDay(asOf + ahead + 1), way.balances[ahead]!, balances, reach)),
    belowFloor: belowFloorOf(ways, history.closings, floor),
    drivers: payments
      .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.day - b.day)
      .slice(0, DRIVERS_MAX),
    confidence: known / (known + CONFIDENCE_DAYS),
  };
};
