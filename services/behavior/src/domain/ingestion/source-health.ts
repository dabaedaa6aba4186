/** What came from a source within one hour. */
export type SourceHour = {
  readonly source: string;
  /** The hour's beginning. */
  readonly hour: Date;
  /** Calls that were applied, each once. */
  readonly applied: number;
  /** Of those the ones that were history when they arrived. */
  readonly late: number;
  /** Items that were refused at a door. */
  readonly rejected: number;
  /** Items that broke the tracking plan and were taken all the same. */
  readonly warned: number;
  readonly lastReceivedAt: Date;
};

/** How calls fared over some time. */
export type SourceCounts = Pick<SourceHour, 'applied' | 'late' | 'rejected' | 'warned'>;

/** NEVER: nothing came yet · SILENT: for longer than it ever was within the week before · REFUSED: of a day's items
 * one in twenty or more · HEALTHY. */
export type SourceStatus = 'NEVER' | 'SILENT' | 'REFUSED' | 'HEALTHY';

export type SourceHealth = {
  readonly source: string;
  readonly status: SourceStatus;
  readonly lastReceivedAt: Date | null;
  readonly lastDay: SourceCounts;
  readonly lastWeek: SourceCounts;
};

const HOUR_MS = 3_600_000;
/** How far back hours are looked at: the week before the last day. */
export const HEALTH_HOURS = 8 * 24;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
const REFUSED_SHARE = 0.05;
const ITEMS_MIN = 20;
/** A silence of less is never told. */
const SILENT_HOURS_MIN = 2;

const NOTHING: SourceCounts = { applied: 0, late: 0, rejected: 0, warned: 0 };

const sumOf = (hours: readonly SourceHour[]): SourceCounts =>
  hours.reduce(
    (sum, { applied, late, rejected, warned }) => ({
      applied: sum.applied + applied,
      late: sum.late + late,
      rejected: sum.rejected + rejected,
      warned: sum.warned + warned,
    }),
    NOTHING,
  );

const hoursAgo = (now: Date, at: Date): number =>
  Math.floor(now.getTime() / HOUR_MS) - Math.floor(at.getTime() / HOUR_MS);

/** Hours without anything between two hours in which something came, at most; and since the last. */
const silencesOf = (agos: readonly number[]): { present: number; longest: number } => {
  const [present = 0, ...earlier] = agos.toSorted((a, b) => a - b);
  let [before, longest] = [present, 0];
  for (const ago of earlier) {
    longest = Math.max(longest, ago - before);
    before = ago;
  }
  return { present, longest };
};

const statusOf = (hours: readonly SourceHour[], now: Date): SourceStatus => {
  if (hours.length === 0) return 'NEVER';
  const { applied, rejected } = sumOf(hours.filter(({ hour }) => hoursAgo(now, hour) < DAY_HOURS));
  if (applied + rejected >= ITEMS_MIN && rejected >= REFUSED_SHARE * (applied + rejected)) return 'REFUSED';
  const { present, longest } = silencesOf(hours.map(({ hour }) => hoursAgo(now, hour)));
  // A source that came once has shown no pace to fall behind.
  const isPaced = hours.length > 1;
  return isPaced && present > Math.max(longest, SILENT_HOURS_MIN) ? 'SILENT' : 'HEALTHY';
};

/** How a source fares, from its hours within `HEALTH_HOURS` before now. */
export const healthOf = (source: string, hours: readonly SourceHour[], now: Date): SourceHealth => {
  const within = (count: number) => hours.filter(({ hour }) => hoursAgo(now, hour) < count);
  const last = hours.reduce<Date | null>(
    (latest, { lastReceivedAt }) => (latest && latest > lastReceivedAt ? latest : lastReceivedAt),
    null,
  );
  return {
    source,
    status: statusOf(hours, now),
    lastReceivedAt: last,
    lastDay: sumOf(within(DAY_HOURS)),
    lastWeek: sumOf(within(WEEK_HOURS)),
  };
};
