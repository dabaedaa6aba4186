import { seededDraws } from '../seeded-draws.ts';

/** The middle 95 % of a measure over units drawn with replacement (Efron and Tibshirani 1993, 13.3). */
export const bootstrapInterval = (
  units: number,
  measure: (drawn: readonly number[]) => number,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): [number, number] => {
  const draw = seededDraws(seed);
  const measured = Array.from({ length: draws }, () =>
    measure(Array.from({ length: units }, () => Math.floor(draw() * units))),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  return [measured[Math.floor(measured.length * 0.025)]!, measured[Math.floor(measured.length * 0.975)]!];
};
