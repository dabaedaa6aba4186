import { type Cusum } from '../learning/cusum.ts';
import { stabilityIndexOf } from '../learning/population-stability.ts';
import type { ModelInput } from './model-file.ts';

/** An input's stability index from which it is told, and from which its model falls back (Siddiqi 2006: 0.25: much). */
export const INPUT_DRIFT = { alarm: 0.25, fallBack: 0.5 } as const;
/** Fewer observations than these judge nothing: their index is noise. */
export const OBSERVED_MIN = 1_000;
/** The days over which inputs are observed. */
export const OBSERVED_DAYS = 7;
/** The same of calibration, as sums of `nextCusum`. */
export const CALIBRATION_DRIFT = { alarm: 9, fallBack: 14 } as const;

/** How far the world has moved from where a model learnt. */
export type DriftLevel = 'NONE' | 'ALARM' | 'FALL_BACK';

/** How one input is spread now, beside how it was. */
export type InputDrift = { readonly input: string; readonly index: number; readonly observed: number };

/** Observations of one input in one bin. */
export type BinCount = { readonly input: string; readonly bin: number; readonly count: number };

/** The stability index of each input that was observed often enough. */
export const inputDriftsOf = (inputs: readonly ModelInput[], counted: readonly BinCount[]): InputDrift[] => {
  const byInput = Map.groupBy(counted, ({ input }) => input);
  return inputs.flatMap(({ name, counts }) => {
    const now = counts.map(() => 0);
    for (const { bin, count } of byInput.get(name) ?? []) if (bin in now) now[bin]! += count;
    const observed = now.reduce((sum, count) => sum + count, 0);
    return observed < OBSERVED_MIN ? [] : [{ input: name, index: stabilityIndexOf(counts, now), observed }];
  });
};

const levelOf = (value: number, { alarm, fallBack }: { alarm: number; fallBack: number }): DriftLevel => {
  if (value >= fallBack) return 'FALL_BACK';
  return value >= alarm ? 'ALARM' : 'NONE';
};

/** How far an input has moved. */
export const inputDriftLevel = ({ index }: InputDrift): DriftLevel => levelOf(index, INPUT_DRIFT);

/** How far predictions and what came have parted. */
export const calibrationDriftLevel = ({ above, below }: Cusum): DriftLevel =>
  levelOf(Math.max(above, below), CALIBRATION_DRIFT);
