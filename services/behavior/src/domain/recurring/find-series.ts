import { type AmountBand, amountBandsOf, logsOf } from './amount-band.ts';
import { extendFit, type Fit, fitSeries, scoreAtMost } from './fit-series.ts';
import type { Occurrence } from './occurrence.ts';

/**
 * The least score of a series that is believed. Chosen from a coarse grid on the Berka set: the halves of its accounts,
 * blurred by six seeds, choose the same; those of a shared payee are set by example, not measured.
 */
const BELIEVED = { sameAmount: 13, nearAmount: 10 };
const BELIEVED_OF_PAYEE = { sameAmount: 6, nearAmount: 10 };
const SERIES_MAX = 20;
const SPAN_MIN_DAYS = 60;

const spanOf = (occurrences: readonly Occurrence[]): number => {
  let [first, last] = [Infinity, -Infinity];
  for (const { day } of occurrences) [first, last] = [Math.min(first, day), Math.max(last, day)];
  return Math.max(SPAN_MIN_DAYS, last - first + 1);
};

const leastScoreOf = ({ isExact }: AmountBand, isNamed: boolean): number => {
  const least = isNamed ? BELIEVED_OF_PAYEE : BELIEVED;
  return isExact ? least.sameAmount : least.nearAmount;
};

/**
 * The series among the payments of one group, the most telling first; the same for any order of the payments.
 * @param isNamed whether they share a payee, so that amounts may differ more
 */
export const findSeries = (occurrences: readonly Occurrence[], isNamed: boolean): Fit[] => {
  const found: Fit[] = [];
  const spanDays = spanOf(occurrences);
  let rest = occurrences.toSorted((a, b) => a.day - b.day || (a.transactionId < b.transactionId ? -1 : 1));
  while (rest.length > 1 && found.length < SERIES_MAX) {
    const logs = logsOf(rest);
    let best: Fit | null = null;
    for (const band of amountBandsOf(rest, isNamed)) {
      const least = leastScoreOf(band, isNamed);
      if (scoreAtMost(band, logs, spanDays) < Math.max(least, best?.score ?? 0)) continue;
      const fit = fitSeries(band, logs, spanDays);
      if (fit && fit.score >= least && (!best || fit.score > best.score)) best = fit;
    }
    if (!best) break;
    const whole = isNamed ? extendFit(best, rest) : best;
    found.push(whole);
    const taken = new Set(whole.hits);
    rest = rest.filter((occurrence) => !taken.has(occurrence));
  }
  return found;
};
