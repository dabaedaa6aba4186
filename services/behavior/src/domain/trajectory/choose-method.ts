import { meanOf } from './averages.ts';
import { dampedLevel } from './methods/damped-level.ts';
import { lastMonth } from './methods/last-month.ts';
import { meanOfMonths } from './methods/mean-of-months.ts';
import { seasonalNaive } from './methods/seasonal-naive.ts';
import type { TrajectoryMethod } from './trajectory-method.ts';

/** The simplest first. */
export const METHODS: readonly TrajectoryMethod[] = [meanOfMonths, dampedLevel, lastMonth, seasonalNaive];

/** Months that a method must have seen before its forecast counts. */
const FIRST_ORIGIN = 2;
/** Below so many months there is too little for a sequence, and the simplest stands. */
const SEQUENCE_MONTHS = 6;
/** Past forecasts below which nobody can tell that a method is better. */
const ERRORS_MIN = 4;
/** Standard errors by which a method has to be better: one chance in twenty that it only seems so. */
const BEYOND_CHANCE = 1.645;

/**
 * What months came to, less what a method would have said of each so many months before: rolling origins, oldest first,
 * the last months' last; null where it would have said nothing.
 */
export const pastErrors = (
  { foresee }: TrajectoryMethod,
  months: readonly number[],
  ahead: number,
): (number | null)[] =>
  months.slice(FIRST_ORIGIN + ahead - 1).map((month, index) => {
    const said = foresee(months.slice(0, FIRST_ORIGIN + index), ahead);
    return said === null ? null : month - said;
  });

type PastErrors = ReturnType<typeof pastErrors>;

/** By how much a method was less off than another, in each month of which both would have said something. */
const gainsOver = (other: PastErrors, own: PastErrors): number[] =>
  own.flatMap((error, at) => (error === null || other[at] == null ? [] : [Math.abs(other[at]) - Math.abs(error)]));

/** By how much a method is better, in money a month; 0 where that may be chance (Diebold and Mariano 1995). */
const gainBeyondChance = (gains: readonly number[]): number => {
  if (gains.length < ERRORS_MIN) return 0;
  const gain = meanOf(gains);
  const variance = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (gains.length - 1);
  return gain > BEYOND_CHANCE * Math.sqrt(variance / gains.length) ? gain : 0;
};

/**
 * The method for a person's months: the mean while there are few, then the damped level; another that can say something
 * of the month, where it would have been better in the past by more than chance, the best of those.
 */
export const chooseMethod = (months: readonly number[], ahead: number): TrajectoryMethod => {
  const usual = months.length < SEQUENCE_MONTHS ? meanOfMonths : dampedLevel;
  const before = pastErrors(usual, months, ahead);
  let [best, most] = [usual, 0];
  for (const method of METHODS.filter(({ foresee }) => foresee(months, ahead) !== null)) {
    const gain = gainBeyondChance(gainsOver(before, pastErrors(method, months, ahead)));
    if (gain > most) [best, most] = [method, gain];
  }
  return best;
};
