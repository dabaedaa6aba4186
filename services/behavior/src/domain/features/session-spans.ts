/** A time of use within a day, in minutes: its first and its last event. */
export type Span = readonly [from: number, to: number];

/** After half an hour without an event a new session begins (Google Analytics' and Matomo's definition). */
const PAUSE_MINUTES = 30;

export const spansOf = (minute: number): readonly Span[] => [[minute, minute]];

/** Times of use as one, those that lie no further apart than a pause put together: the same in any order. */
export const joinSpans = (a: readonly Span[], b: readonly Span[]): readonly Span[] => {
  const joined: [number, number][] = [];
  for (const [from, to] of [...a, ...b].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = joined.at(-1);
    if (last && from - last[1] <= PAUSE_MINUTES) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
};
