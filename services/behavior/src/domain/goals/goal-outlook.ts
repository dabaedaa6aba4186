import { Decimal } from 'decimal.js';
import { daysBefore } from '../features/feature.ts';
import type { Goal } from './goal.ts';

/** REACHED: it is there. ON_TRACK: in time, more likely than not. BEHIND: it will not be. UNKNOWN: no pace yet. */
export type GoalPace = 'REACHED' | 'ON_TRACK' | 'BEHIND' | 'UNKNOWN';

/** How a goal stands and how it will probably go on. Money in the goal's currency. */
export type GoalOutlook = {
  readonly saved: string;
  /** 0 to 1. */
  readonly progress: number;
  readonly pace: GoalPace;
  /** What was put by in 30 days, in the mean; null where it cannot be told. */
  readonly monthly: string | null;
  /** The day on which it is reached at this pace; null where it is not within 50 years. */
  readonly reachedOn: string | null;
  /** 0 to 1: that it is reached by its day; null without a day or a pace. */
  readonly probability: number | null;
  /** What would have to be put by in 30 days from now on; null without a day. */
  readonly neededMonthly: string | null;
};

/** The balance with which an account ended a day. */
export type EndOfDay = { readonly day: string; readonly balance: string };

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;
const WEEK_DAYS = 7;
const WINDOW_DAYS = 90;
/** Below it a pace says more of one transfer than of the person. */
const OBSERVED_DAYS_MIN = 28;
const REACH_DAYS_MAX = 50 * 365;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
const dayAfter = (day: string, days: number): string => daysBefore(day, -days);

/** The standard normal distribution function, to 1.5e-7 by the error function (Abramowitz and Stegun 1964, 7.1.26). */
const normalCdf = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
};

/** The balance on each of some days: that of the last day before it that told one. */
const balanceOn = (ends: readonly EndOfDay[], day: string): number | null => {
  const known = ends.findLast((end) => end.day <= day);
  return known ? Number(known.balance) : null;
};

/** Drift and spread of a balance per day, from its weekly changes within 90 days; null while too little was seen. */
const walkOf = (ends: readonly EndOfDay[], today: string): { drift: number; spread: number } | null => {
  const first = ends[0]?.day;
  if (!first) return null;
  const seenDays = Math.min(WINDOW_DAYS, daysBetween(first, today));
  if (seenDays < OBSERVED_DAYS_MIN) return null;
  const weeks = Math.floor(seenDays / WEEK_DAYS);
  const balances = Array.from(
    { length: weeks + 1 },
    (_, index) => balanceOn(ends, dayAfter(today, -index * WEEK_DAYS)) ?? 0,
  );
  const changes = balances.slice(0, -1).map((balance, index) => balance - balances[index + 1]!);
  const mean = changes.reduce((sum, change) => sum + change, 0) / weeks;
  const variance = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (weeks - 1);
  return { drift: mean / WEEK_DAYS, spread: Math.sqrt(variance / WEEK_DAYS) };
};

const reachedAfter = (missing: number, drift: number): number | null => {
  if (drift <= 0) return null;
  const days = Math.ceil(missing / drift);
  return days <= REACH_DAYS_MAX ? days : null;
};

/** A balance that walks with drift and spread (Bachelier 1900): how likely it has grown by so much after some days. */
const chanceOf = (missing: number, days: number, { drift, spread }: { drift: number; spread: number }): number => {
  const distance = drift * days - missing;
  if (spread === 0) return distance >= 0 ? 1 : 0;
  return normalCdf(distance / (spread * Math.sqrt(days)));
};

const inMoney = (amount: number): string => new Decimal(amount).toDecimalPlaces(2).toFixed();

/**
 * How a goal stands as of a day, from the ends of day of its account, oldest first; of a goal without an account from
 * what the customer says, without a pace.
 */
export const goalOutlook = (goal: Goal, ends: readonly EndOfDay[], today: string): GoalOutlook => {
  const told = goal.accountId === null ? (goal.saved ?? '0') : (ends.at(-1)?.balance ?? '0');
  const saved = Decimal.max(told, 0);
  const missing = Decimal.max(new Decimal(goal.target).minus(saved), 0).toNumber();
  const days = goal.targetOn === null ? null : daysBetween(today, goal.targetOn);
  const walk = goal.accountId === null ? null : walkOf(ends, today);
  const after = walk && reachedAfter(missing, walk.drift);
  const probability = walk && days !== null && days > 0 ? chanceOf(missing, days, walk) : null;
  const paceOf = (): GoalPace => {
    if (missing === 0) return 'REACHED';
    if (!walk) return 'UNKNOWN';
    if (probability !== null) return probability >= 0.5 ? 'ON_TRACK' : 'BEHIND';
    return after === null || (days !== null && days <= 0) ? 'BEHIND' : 'ON_TRACK';
  };
  const isReached = missing === 0;
  return {
    saved: saved.toFixed(),
    progress: Decimal.min(saved.dividedBy(goal.target), 1).toDecimalPlaces(4).toNumber(),
    pace: paceOf(),
    monthly: walk && inMoney(walk.drift * MONTH_DAYS),
    reachedOn: isReached ? today : after === null ? null : dayAfter(today, after),
    probability: isReached && days !== null ? 1 : probability === null ? null : Number(probability.toFixed(4)),
    neededMonthly: days === null || days <= 0 ? null : inMoney((missing * MONTH_DAYS) / Math.max(days, MONTH_DAYS)),
  };
};
