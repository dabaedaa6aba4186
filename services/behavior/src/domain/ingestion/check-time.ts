import { type Flaw, flaw } from './flaw.ts';

const AHEAD_MS_MAX = 86_400_000;

/** Transactions are kept by the year from here on. */
const EARLIEST = Date.UTC(1990, 0, 1);

/** What is wrong with the instant of a fact: more than a day ahead of the clock, or before 1990. */
export const checkTime = (path: string, at: Date, now: Date): Flaw | null => {
  if (at.getTime() > now.getTime() + AHEAD_MS_MAX) {
    return flaw(path, 'OUT_OF_TIME', 'lies more than 24 hours ahead: send when it happened, and set the clock right');
  }
  if (at.getTime() < EARLIEST) return flaw(path, 'OUT_OF_TIME', 'lies before 1990-01-01: send when it happened');
  return null;
};
