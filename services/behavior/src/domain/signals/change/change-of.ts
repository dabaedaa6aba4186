/** Whether a series of weekly numbers left its own past, and how surely. */
export type Change = {
  /** 0 to 1: 0.25 is a first suspicion, 0.5 a change, 0.75 a clear one. */
  readonly score: number;
  /** Where the numbers went; null while nothing suggests a change. */
  readonly direction: 'UP' | 'DOWN' | null;
  /** In how many of the latest weeks the deviation has been building up; 0 without a change. */
  readonly weeks: number;
};

/** Below so many weeks there is no past to differ from. */
const WEEKS_MIN = 8;
/** The latest weeks are watched, those before them are the past. */
const WATCHED_WEEKS = 6;
/** CUSUM's allowance in standard deviations: what is half as large as the shift of one that is looked for. */
const ALLOWANCE = 0.5;
/** One wild week, a holiday or a large purchase, is no change: no week counts for more deviations than these. */
const DEVIATION_MAX = 3;
/** Sum of deviations at which a change begins to show, and at which it is certain. */
const SUM_FROM = 3;
const SUM_FULL = 9;
/** People's numbers vary by a tenth even where a short past stood still. */
const SPREAD_SHARE_MIN = 0.1;
/** From this share of empty weeks on it is the gaps that tell, not the weeks. */
const SPARSE_SHARE = 0.35;
/** Months are four or five weeks long, and pay comes some days late. */
const GAP_MONTHLY = 5;
const GAP_SLACK = 1;
const GAP_RANGE = 4;

const NO_CHANGE: Change = { score: 0, direction: null, weeks: 0 };

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const clamp = (value: number): number => Math.min(Math.max(value, 0), 1);

/** The spread of the past, widened for having been estimated from few weeks; of counts at least Poisson's. */
const spreadOf = (past: readonly number[], centre: number): number => {
  const variance = past.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(past.length - 1, 1);
  const widened = variance * (1 + 2 / past.length);
  return Math.max(Math.sqrt(widened), SPREAD_SHARE_MIN * Math.abs(centre));
};

/** Two one-sided sums (Page 1954) over the watched values, of deviations from the past's mean in its spreads. */
const cusum = (past: readonly number[], watched: readonly number[]): Change => {
  const centre = mean(past);
  const spread = spreadOf(past, centre);
  if (spread === 0) return NO_CHANGE;
  const sums = { UP: 0, DOWN: 0 };
  const weeks = { UP: 0, DOWN: 0 };
  for (const value of watched) {
    const deviation = Math.min(Math.max((value - centre) / spread, -DEVIATION_MAX), DEVIATION_MAX);
    for (const [side, away] of [['UP', deviation] as const, ['DOWN', -deviation] as const]) {
      sums[side] = Math.max(0, sums[side] + away - ALLOWANCE);
      weeks[side] = sums[side] > 0 ? weeks[side] + 1 : 0;
    }
  }
  const direction = sums.UP > sums.DOWN ? 'UP' : 'DOWN';
  const score = clamp((sums[direction] - SUM_FROM) / (SUM_FULL - SUM_FROM));
  return score === 0 ? NO_CHANGE : { score: Number(score.toFixed(4)), direction, weeks: weeks[direction] };
};

/** How many weeks lie between the weeks that are not empty. */
const gapsOf = (values: readonly number[]): number[] => {
  const filled = values.flatMap((value, week) => (value > 0 ? [week] : []));
  return filled.slice(1).map((week, index) => week - filled[index]!);
};

/** Since how many weeks nothing came, beyond the longest that it ever took. */
const silence = (weekly: readonly number[]): Change => {
  const last = weekly.findLastIndex((value) => value > 0);
  const open = weekly.length - 1 - last;
  const gaps = gapsOf(weekly).map((gap) => (gap === GAP_MONTHLY - 1 ? GAP_MONTHLY : gap));
  const [shortest, longest] = [Math.min(...gaps), Math.max(...gaps)];
  // The more gaps differ, the less the longest of the few that were seen is the longest there is.
  const slack = GAP_SLACK + (longest - shortest) / 2;
  const score = clamp((open + 1 - longest - slack) / GAP_RANGE);
  return score === 0 ? NO_CHANGE : { score: Number(score.toFixed(4)), direction: 'DOWN', weeks: open };
};

/**
 * Whether weekly numbers of a customer (sums of money, counts; nothing negative) changed against the customer's own
 * past. Where most weeks hold something, by CUSUM (Page 1954, Biometrika 41; allowance 0.5 for a shift of one standard
 * deviation, in-control values after Hawkins and Olwell 1998) over the six latest weeks against all before. Where most
 * are empty, as with monthly pay, by Croston's split (1972, Operational Research Quarterly 23) into how much comes and
 * how often: the sizes by CUSUM, the gaps by how far the open one exceeds the longest known.
 * What has been new for longer than the watched weeks becomes the past, so that a change fades by itself.
 * @param weekly oldest first, the last whole week last
 */
export const changeOf = (weekly: readonly number[]): Change => {
  if (weekly.length < WEEKS_MIN) return NO_CHANGE;
  const past = weekly.slice(0, -WATCHED_WEEKS);
  const filled = weekly.filter((value) => value > 0);
  if (filled.length < 2) return NO_CHANGE;
  const isSparse = past.filter((value) => value <= 0).length >= SPARSE_SHARE * past.length;
  if (!isSparse) return cusum(past, weekly.slice(-WATCHED_WEEKS));
  const [silent, sizes] = [silence(weekly), cusum(filled.slice(0, -2), filled.slice(-2))];
  const changed = filled.length >= 4 ? sizes : NO_CHANGE;
  return silent.score >= changed.score ? silent : changed;
};
