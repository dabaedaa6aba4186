import type { Occurrence } from './occurrence.ts';

/** Payments of about one amount, and the odds that a stranger's amount would be among them. */
export type AmountBand = {
  readonly members: readonly Occurrence[];
  /** Width of the band on the scale of logarithms. */
  readonly width: number;
  /** Whether it takes every amount of a payee, so that dates alone must tell. */
  readonly isAny: boolean;
  /** Whether all amounts are the same. */
  readonly isExact: boolean;
  /** Whether amounts that people choose may make a series: not where they vary and nobody is named, as with cash. */
  readonly takesChosen: boolean;
  /** Logarithm of its middle. */
  readonly middle: number;
};

/** By how much amounts of one series may differ from their middle. */
const TOLERANCE = 0.085;
/** Where a payee is named, amounts may be anything: electricity, a salary with overtime. */
const ANY_WIDTH = 3;

const GRAINS = [1_000, 500, 100, 50, 10, 5, 1, 0.5, 0.1, 0.05];

/** The roundness of an amount: two strangers meet at 5,000 far more easily than at 4,711.30. */
export const grainOf = (size: number): number => {
  const cents = Math.round(size * 100);
  return GRAINS.find((grain) => cents % Math.round(grain * 100) === 0) ?? 0.01;
};

/** Digits that a chosen amount has at most before its zeros. */
const CHOSEN_DIGITS = 3;

/** Whether an amount is a round one, as people choose it: 21,300, 3,480, 50. Bills are hardly ever. */
export const isChosen = (size: number): boolean => {
  const grain = grainOf(size);
  return grain >= 1 && size / grain < 10 ** CHOSEN_DIGITS;
};

const logOf = (size: number): number => Math.log(Math.max(size, 0.01));

const exactBands = (occurrences: readonly Occurrence[]): AmountBand[] =>
  [...Map.groupBy(occurrences, ({ size }) => size)]
    .filter(([, members]) => members.length > 1)
    .map(([size, members]) => ({
      members,
      width: Math.min(grainOf(size) / Math.max(size, 0.01), 2 * TOLERANCE),
      middle: logOf(size),
      isAny: false,
      isExact: true,
      takesChosen: true,
    }));

/** Every band of the tolerance's width that begins at a payment. */
const nearBands = (occurrences: readonly Occurrence[], isNamed: boolean): AmountBand[] => {
  const bySize = occurrences.toSorted((a, b) => a.size - b.size || (a.transactionId < b.transactionId ? -1 : 1));
  const bands: AmountBand[] = [];
  let end = 0;
  let endBefore = -1;
  for (const [begin, { size }] of bySize.entries()) {
    const most = size * ((1 + TOLERANCE) / (1 - TOLERANCE));
    while (end < bySize.length && bySize[end]!.size <= most) end += 1;
    // A band within the one before says nothing new.
    if (end > endBefore && end - begin > 1) {
      bands.push({
        members: bySize.slice(begin, end),
        width: 2 * TOLERANCE,
        middle: logOf(size) + TOLERANCE,
        isAny: false,
        isExact: false,
        takesChosen: isNamed,
      });
    }
    endBefore = end;
  }
  return bands;
};

/** All bands of amounts in which a series may hide. */
export const amountBandsOf = (occurrences: readonly Occurrence[], isNamed: boolean): AmountBand[] => [
  ...exactBands(occurrences),
  ...nearBands(occurrences, isNamed),
  ...(isNamed && occurrences.length > 1
    ? [
        {
          members: occurrences,
          width: ANY_WIDTH,
          middle: logOf(occurrences[0]!.size),
          isAny: true,
          isExact: false,
          takesChosen: true,
        },
      ]
    : []),
];

/** Half the width of the neighbourhood in which strangers are counted. */
const NEIGHBOURHOOD = 0.5;

/** Strangers per day and unit of width around a band, its own members aside; one is always thought possible. */
export const strangersAround = (band: AmountBand, logs: readonly number[], own: number, spanDays: number): number => {
  const reach = Math.max(NEIGHBOURHOOD, band.width / 2);
  const near = logs.filter((log) => Math.abs(log - band.middle) <= reach).length;
  return (Math.max(0, near - own) + 0.5) / (2 * reach) / spanDays;
};

export const logsOf = (occurrences: readonly Occurrence[]): number[] => occurrences.map(({ size }) => logOf(size));
