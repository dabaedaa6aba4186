/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): Date;
  /** Sets the time to an ISO 8601 instant, earlier or later. */
  set(instant: string): void;
  /** Moves the time on by `durationMs`. */
  advance(durationMs: number): void;
}

/** Makes a clock that shows `instant` (ISO 8601 with its offset). */
export function testClock(instant = '2026-03-02T09:00:00Z'): TestClock {
  let nowMs = parseInstant(instant);
  return {
    now: () => new Date(nowMs),
    set: (next) => {
      nowMs = parseInstant(next);
    },
    advance: (durationMs) => {
      nowMs += durationMs;
    },
  };
}

function parseInstant(instant: string): number {
  const parsed = Date.parse(instant);
  // Without an offset the instant would depend on the machine's time zone.
  if (Number.isNaN(parsed) || !/(Z|[+-]\d\d:?\d\d)$/.test(instant)) throw new Error(`"${instant}" is no instant`);
  return parsed;
}
