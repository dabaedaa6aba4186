import { totalOf } from '../total-of.ts';

/** Three hours: fine enough for a night shift, coarse enough for few events. */
const PART_HOURS = 3;
const PARTS = 8;

/** Counts by hour of the day as counts by its eight parts, midnight first. */
export const partsOfDay = (byHour: readonly number[]): number[] =>
  Array.from({ length: PARTS }, (_, part) => totalOf(byHour.slice(part * PART_HOURS, (part + 1) * PART_HOURS)));
