import {
  dimensionsOf,
  encodeWeight,
  softmax,
  type TextModelFile,
  textModelVersionOf,
  WEIGHT_MAX,
} from './text-model.ts';

/** A text with the label it should get; examples of one group are never on both sides of a split. */
export type TextExample = { readonly text: string; readonly label: string; readonly group: string };

export type LearningPlan = {
  readonly from: string;
  readonly seed: number;
  readonly dimensions: number;
  readonly rounds: number;
};

const LEARNING_RATE = 0.5;
const DECAY = 1e-6;
const ERROR_MIN = 1e-3;
const HELD_OUT_EVERY = 5;

/** Mulberry32: the same order of examples for the same seed. */
const randomFrom = (seed: number) => {
  let state = seed | 0;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const shuffled = <T>(items: readonly T[], random: () => number): T[] => {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
};

type Fitted = { readonly matrix: Float64Array; readonly biases: Float64Array; readonly width: number };
type Seen = { readonly at: readonly number[]; readonly share: number; readonly label: number };

/** Multinomial logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011), one example at a time. */
const fit = (examples: readonly Seen[], width: number, { dimensions, rounds, seed }: LearningPlan): Fitted => {
  const matrix = new Float64Array(dimensions * width);
  const steps = new Float64Array(dimensions * width).fill(1e-2);
  const biases = new Float64Array(width);
  const random = randomFrom(seed);
  const fitted = { matrix, biases, width };
  for (let round = 0; round < rounds; round += 1) {
    for (const { at, share, label } of shuffled(examples, random)) {
      const errors = softmax(scoresOf(fitted, at, share), 1);
      errors[label]! -= 1;
      for (let column = 0; column < width; column += 1) biases[column]! -= 0.02 * errors[column]!;
      // Labels that are as good as ruled out already teach nothing more.
      const wrong = errors.flatMap((error, column) => (Math.abs(error) < ERROR_MIN ? [] : [column]));
      for (const dimension of at) {
        for (const column of wrong) {
          const cell = dimension * width + column;
          const slope = errors[column]! * share + DECAY * matrix[cell]!;
          steps[cell]! += slope * slope;
          matrix[cell]! -= (LEARNING_RATE * slope) / Math.sqrt(steps[cell]!);
        }
      }
    }
  }
  return fitted;
};

const scoresOf = ({ matrix, biases, width }: Fitted, at: readonly number[], share: number): Float64Array => {
  const scores = new Float64Array(biases);
  for (const dimension of at) {
    const from = dimension * width;
    for (let column = 0; column < width; column += 1) scores[column]! += share * matrix[from + column]!;
  }
  return scores;
};

/** The temperature at which held-out labels are likeliest (Guo et al., 2017), from a grid. */
const temperatureOf = (fitted: Fitted, heldOut: readonly Seen[]): number => {
  const scored = heldOut.map(({ at, share, label }) => ({ scores: scoresOf(fitted, at, share), label }));
  const lossAt = (temperature: number) =>
    scored.reduce((sum, { scores, label }) => sum - Math.log(Math.max(1e-9, softmax(scores, temperature)[label]!)), 0);
  const grid = Array.from({ length: 40 }, (_, step) => 0.4 + step * 0.1);
  return grid.reduce((best, temperature) => (lossAt(temperature) < lossAt(best) ? temperature : best), 1);
};

/** The mean F1 of the labels that occur; one that is never found counts 0. */
export const macroF1Of = (pairs: readonly { readonly said: string; readonly label: string }[]): number => {
  const labels = [...new Set(pairs.map(({ label }) => label))];
  const f1s = labels.map((label) => {
    const hits = pairs.filter((pair) => pair.label === label && pair.said === label).length;
    const either = pairs.filter((pair) => pair.label === label || pair.said === label).length;
    return hits === 0 ? 0 : (2 * hits) / (hits + either);
  });
  return f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length;
};

/** Expected calibration error over ten bins: how far stated probabilities are from how often they are right. */
const calibrationErrorOf = (judged: readonly { readonly probability: number; readonly isRight: boolean }[]): number => {
  const bins = Map.groupBy(judged, ({ probability }) => Math.min(9, Math.floor(probability * 10)));
  return [...bins.values()].reduce((sum, bin) => {
    const stated = bin.reduce((total, { probability }) => total + probability, 0);
    return sum + Math.abs(stated - bin.filter(({ isRight }) => isRight).length) / judged.length;
  }, 0);
};

const judge = (fitted: Fitted, seen: readonly Seen[], labels: readonly string[], temperature: number) =>
  seen.map(({ at, share, label }) => {
    const probabilities = softmax(scoresOf(fitted, at, share), temperature);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { said: labels[best]!, label: labels[label]!, probability: probabilities[best]!, isRight: best === label };
  });

const rounded = (value: number): number => Number(value.toFixed(4));

/** Each label's largest weight, in levels. */
const scalesOf = ({ matrix, width }: Fitted): number[] => {
  const scales = Array.from({ length: width }, () => 1e-6);
  for (const [cell, weight] of matrix.entries()) {
    const column = cell % width;
    scales[column] = Math.max(scales[column]!, Math.abs(weight) / WEIGHT_MAX);
  }
  return scales.map((scale) => Number(scale.toPrecision(5)));
};

/**
 * Learns which label a text gets. A fifth of the groups is held out first, to set the temperature and to tell how good
 * it is; then it learns from all. The same examples and seed give the same model, byte by byte.
 */
export const learnTextModel = (examples: readonly TextExample[], plan: LearningPlan): TextModelFile => {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const index = new Map(labels.map((label, at) => [label, at]));
  const see = ({ text, label }: TextExample): Seen => ({
    ...dimensionsOf(text, plan.dimensions),
    label: index.get(label)!,
  });
  const groups = shuffled([...new Set(examples.map(({ group }) => group))].sort(), randomFrom(plan.seed));
  const aside = new Set(groups.filter((_, at) => at % HELD_OUT_EVERY === 0));
  const trial = fit(examples.filter(({ group }) => !aside.has(group)).map(see), labels.length, plan);
  const heldOut = examples.filter(({ group }) => aside.has(group)).map(see);
  const temperature = temperatureOf(trial, heldOut);
  const judged = judge(trial, heldOut, labels, temperature);
  const fitted = fit(examples.map(see), labels.length, plan);
  const scales = scalesOf(fitted);
  const content = {
    dimensions: plan.dimensions,
    labels,
    biases: [...fitted.biases].map(rounded),
    scales,
    weights: [...fitted.matrix]
      .map((weight, cell) => encodeWeight(Math.round(weight / scales[cell % labels.length]!)))
      .join(''),
    temperature,
    learnt: {
      from: plan.from,
      seed: plan.seed,
      examples: examples.length,
      heldOutMacroF1: rounded(macroF1Of(judged)),
      heldOutCalibrationError: rounded(calibrationErrorOf(judged)),
    },
  };
  return { version: textModelVersionOf({ version: '', ...content }), ...content };
};
