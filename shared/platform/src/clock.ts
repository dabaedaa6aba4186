/** The one source of time in a process. */
export type Clock = {
  /** The instant it is. */
  now(): Date;
};

/** The system's clock, shifted by an offset in ms so that a story can play at a fixed instant. */
export const systemClock = (offsetMs = 0): Clock => ({ now: () => new Date(Date.now() + offsetMs) });

/** Milliseconds that pass, unaffected by changes of the clock: for deadlines and permits. */
export const elapsedMs = (): number => performance.now();
