import { seededRandom } from '@rapport/testkit';

/** One change to be noticed, over one life. Days are counted from 1 January 1970. */
export type Watch = {
  readonly customerId: string;
  /** The first day on which it could be noticed; null: it never came. */
  readonly onset: number | null;
  /** The days on which an alarm would be false: after the signal has had time to learn, before anything happens. */
  readonly quiet: { readonly from: number; readonly until: number };
  /** The days on which the signal rose to the threshold. */
  readonly alarms: readonly number[];
};

/** An alarm later than this after the onset is no longer a detection. */
export const DETECTED_WITHIN_DAYS = 60;
const YEAR_DAYS = 365.25;

/** Days from the onset to the first alarm of each change that was noticed in time, the shortest first. */
export const delaysOf = (watches: readonly Watch[]): number[] =>
  watches
    .flatMap(({ onset, alarms }) => {
      if (onset === null) return [];
      const alarm = alarms.find((day) => day >= onset && day - onset <= DETECTED_WITHIN_DAYS);
      return alarm === undefined ? [] : [alarm - onset];
    })
    .sort((a, b) => a - b);

/** Of the changes the share that was noticed in time; NaN where nothing ever changed. */
export const detectionRateOf = (watches: readonly Watch[]): number =>
  delaysOf(watches).length / watches.filter(({ onset }) => onset !== null).length;

/** False alarms for each year of a customer in which nothing happened. */
export const falseAlarmsOf = (watches: readonly Watch[]): number => {
  let [alarms, days] = [0, 0];
  for (const { quiet, alarms: all } of watches) {
    days += Math.max(quiet.until - quiet.from, 0);
    alarms += all.filter((day) => day >= quiet.from && day < quiet.until).length;
  }
  return (alarms / days) * YEAR_DAYS;
};

/** A quantile of the delays; NaN where nothing was noticed. */
export const delayOf = (watches: readonly Watch[], share: number): number => {
  const delays = delaysOf(watches);
  return delays[Math.min(Math.floor(delays.length * share), delays.length - 1)] ?? Number.NaN;
};

const DRAWS = 300;

/** The middle 95 % of a measure over customers drawn with replacement; draws that tell nothing are left out. */
export const intervalOver = <Of>(
  customers: readonly Of[],
  measure: (of: readonly Of[]) => number,
  seed: number,
): [number, number] => {
  const { integer } = seededRandom(seed);
  const drawn = Array.from({ length: DRAWS }, () =>
    measure(customers.map(() => customers[integer(0, customers.length - 1)]!)),
  )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number): number => drawn[Math.floor(drawn.length * share)] ?? Number.NaN;
  return [at(0.025), at(0.975)];
};
