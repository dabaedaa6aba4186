import { dayNumber } from './feature.ts';
import { HORIZON_DAYS } from './horizon.ts';

/** Rows of the horizon's days, the newest first. */
export type RowsWithin<Row> = {
  readonly rows: readonly Row[];
  /** How many of the rows lie less than so many days back, from none to the horizon. */
  readonly count: (daysBack: number) => number;
};

/**
 * Puts rows in order for sums over windows. Such sums run along the rows, of which there are as many as there were days
 * with something, and not along the days of the horizon, of which most are empty for most people.
 * @param rows in the order of their days, the newest last and none after today
 */
export const rowsWithin = <Row extends { readonly day: string }>(
  rows: readonly Row[],
  today: string,
): RowsWithin<Row> => {
  const end = dayNumber(today);
  const counts = new Int32Array(HORIZON_DAYS + 1);
  const inside: Row[] = [];
  let daysBack = 0;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const ago = end - dayNumber(rows[index]!.day);
    if (ago >= HORIZON_DAYS) break;
    while (daysBack <= ago) counts[daysBack++] = inside.length;
    inside.push(rows[index]!);
  }
  counts.fill(inside.length, daysBack);
  return { rows: inside, count: (days) => counts[Math.min(days, HORIZON_DAYS)]! };
};
