import type { CustomerDays } from '../../features/feature.ts';
import { transactionCount } from '../../features/measures.ts';
import { allSums } from '../../features/window-sums.ts';
import { logGamma } from '../../learning/log-gamma.ts';
import { dispersionOfTotals } from './dispersion.ts';
import { pastWeeks, type Stretch, suretyOf, watchedWindows } from './watched-windows.ts';

const COUNT_MIN = 30;
/** Less than half as many again is nobody's new rhythm, however certain. */
const RATIO_MIN = 1.5;

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/**
 * How strongly two counts speak for two frequencies instead of one, in bans: given their sum, the recent one is
 * binomial with its share of the time where nothing changed; where something did, that share may be any, with a prior
 * worth one payment around it (unit information; Kass and Wasserman 1995, JASA 90).
 * @param share what part of the time of both is recent, 0 to 1
 */
const evidenceOf = (recent: number, past: number, share: number): number =>
  (logBeta(recent + share, past + 1 - share) -
    logBeta(share, 1 - share) -
    recent * Math.log(share) -
    past * Math.log(1 - share)) /
  Math.LN10;

/** Whether a count lies far enough off what another one lets expect. */
const isFarOff = (count: number, expected: number): boolean =>
  count >= expected * RATIO_MIN || count * RATIO_MIN <= expected;

/**
 * How surely payments come more or less often than in the person's own past: the weight of evidence for another
 * frequency in the last 2, 4 or 6 weeks than in all before them, payments counted for less by the dispersion of the
 * weeks before; of the three the strongest. Where neither half as many again nor a third fewer came, it counts nothing.
 * @returns 0 to 1 (`suretyOf`); null with fewer than 30 transactions or too short a past
 */
export const frequencyChangeOf = (days: CustomerDays): number | null => {
  const countOf = (stretch: Stretch) => allSums(days)(transactionCount, stretch.days, stretch.endedDaysAgo);
  const compared = watchedWindows(days)
    .map((window) => ({ ...window, recentCount: countOf(window.recent), pastCount: countOf(window.past) }))
    .filter(({ recentCount, pastCount }) => recentCount + pastCount >= COUNT_MIN);
  if (compared.length === 0) return null;
  const dispersion = dispersionOfTotals(pastWeeks(days).map(countOf));
  const bans = compared
    .filter(({ recent, past, recentCount, pastCount }) => isFarOff(recentCount, (pastCount / past.days) * recent.days))
    .map(({ recent, past, recentCount, pastCount }) =>
      evidenceOf(recentCount / dispersion, pastCount / dispersion, recent.days / (recent.days + past.days)),
    );
  return suretyOf(Math.max(0, ...bans));
};
