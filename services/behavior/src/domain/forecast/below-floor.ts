/** Whether and when a balance will probably fall below a floor. */
export type BelowFloor = {
  /** 0 to 1. */
  readonly probability: number;
  /** By how many days ahead, from 1, half of the ways that fall below it have; null where hardly any does. */
  readonly likelyAhead: number | null;
};

/** By how much the odds shrink for who has never been below: people act in time. From rolling origins on Berka. */
const HELD_ODDS = 10;
const HARDLY = 0.01;

/**
 * The probability of being below a floor at the end of any day ahead: the share of drawn ways that are, its odds
 * divided by `HELD_ODDS` where the balance has never been below it so far.
 */
export const belowFloorOf = (ways: readonly Float64Array[], closings: readonly number[], floor: number): BelowFloor => {
  const paths = ways[0]?.length ?? 0;
  const firsts: number[] = [];
  for (let path = 0; path < paths; path += 1) {
    const ahead = ways.findIndex((day) => day[path]! < floor);
    if (ahead >= 0) firsts.push(ahead + 1);
  }
  const share = paths === 0 ? 0 : firsts.length / paths;
  const wasHeld = closings.every((closing) => closing >= floor);
  const probability = wasHeld ? share / (share + HELD_ODDS * (1 - share)) : share;
  const likelyAhead = firsts.toSorted((a, b) => a - b)[Math.floor((firsts.length - 1) / 2)] ?? null;
  return { probability, likelyAhead: probability < HARDLY ? null : likelyAhead };
};
