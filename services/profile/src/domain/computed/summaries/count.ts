import type { Summary } from './summary.ts';

/** How many events there were. */
export const count: Summary<number> = {
  of: () => 1,
  combine: (a, b) => a + b,
  valueOf: (state) => state,
};
