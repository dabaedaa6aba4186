import type { CalendarDay } from '../demo/calendar-day.ts';
import type { Persona } from './draw-persona.ts';
import type { LifeEventKind } from './ground-truth.ts';
import { type Origin, seededStream, weighted } from './seeded-stream.ts';

/** The days that are lived: `from` included, `until` not. */
export type Window = { readonly from: CalendarDay; readonly until: CalendarDay };

/** A life event as it is planned; `until` is `Infinity` where it goes on. */
export type PlannedEvent = { readonly kind: LifeEventKind; readonly on: CalendarDay; readonly until: number };

/** Before it a life has to be known, after it there has to be time to notice: a third of the window at either end. */
const QUIET_SHARE = 1 / 3;
const TRIP_DAYS_BEFORE = 60;

/** What turns a life, one at most in a window, and how likely it is. */
const TURNS: Readonly<Record<Persona['livelihood'], readonly (readonly [LifeEventKind | null, number])[]>> = {
  SALARIED: [
    [null, 40],
    ['JOB_LOSS', 14],
    ['STRESS', 12],
    ['RHYTHM_CHANGE', 12],
    ['MOVE', 8],
    ['NEW_CHILD', 6],
    ['PAY_RISE', 5],
    ['RETIREMENT', 3],
  ],
  PENSIONER: [
    [null, 70],
    ['STRESS', 14],
    ['RHYTHM_CHANGE', 6],
    ['MOVE', 10],
  ],
  GIG: [
    [null, 55],
    ['JOB_LOSS', 10],
    ['STRESS', 15],
    ['RHYTHM_CHANGE', 12],
    ['MOVE', 8],
  ],
  FREELANCER: [
    [null, 60],
    ['STRESS', 15],
    ['RHYTHM_CHANGE', 12],
    ['MOVE', 13],
  ],
  STUDENT: [
    [null, 60],
    ['STRESS', 12],
    ['RHYTHM_CHANGE', 14],
    ['MOVE', 14],
  ],
};

/** What happens to somebody within a window: at most one turn of life, and journeys beside it. */
export const drawEvents = (origin: Origin, { livelihood }: Persona, { from, until }: Window): PlannedEvent[] => {
  const numbers = seededStream(origin, 'events');
  const length = until - from;
  const turn = weighted(numbers, TURNS[livelihood]);
  const day = from + Math.floor(length * (QUIET_SHARE + numbers.next() * (1 - 2 * QUIET_SHARE)));
  const events: PlannedEvent[] = turn === null ? [] : [{ kind: turn, on: day, until: Infinity }];
  // Who has just lost their wage, or has none to spare, stays at home.
  const travels = turn !== 'JOB_LOSS' && turn !== 'STRESS' && livelihood !== 'STUDENT' && numbers.next() < 0.35;
  const first = from + TRIP_DAYS_BEFORE + numbers.integer(0, Math.max(length - TRIP_DAYS_BEFORE - 20, 0));
  const days = numbers.integer(5, 14);
  if (travels && first + days < until) events.push({ kind: 'TRAVEL', on: first, until: first + days });
  return events.sort((one, other) => one.on - other.on);
};
