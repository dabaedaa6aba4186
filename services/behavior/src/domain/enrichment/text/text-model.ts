import { createHash } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import { remember } from '../remember.ts';
import { dimensionOf, textFeaturesOf } from './text-features.ts';

/**
 * A learnt classifier of short texts as it is kept: multinomial logistic regression over hashed features. A weight is
 * one base64url character, -31 to 31 times its label's scale, dimension by dimension, label by label.
 */
export type TextModelFile = {
  /** `text-` and the first twelve digits of the content's SHA-256. */
  readonly version: string;
  readonly dimensions: number;
  readonly labels: readonly string[];
  readonly biases: readonly number[];
  readonly scales: readonly number[];
  readonly weights: string;
  /** What scores are divided by, so that a probability of 0.8 is right four times in five. */
  readonly temperature: number;
  /** What it learnt from and how well it did on texts that it had not seen. */
  readonly learnt: {
    readonly from: string;
    readonly seed: number;
    readonly examples: number;
    readonly heldOutMacroF1: number;
    readonly heldOutCalibrationError: number;
  };
};

/** A label with its probability. */
export type Guess = { readonly label: string; readonly probability: number };

/** How much a word spoke for a label, in log odds against the average label. */
export type SpokenWord = { readonly word: string; readonly weight: number };

export type TextModel = {
  readonly version: string;
  /**
   * The likeliest of the labels that are allowed (asked once of each such function), and its probability among them;
   * null where no word is known.
   */
  readonly guess: (text: string, isAllowed: (label: string) => boolean) => Guess | null;
  /** The words that spoke for a label, the strongest first. */
  readonly explain: (text: string, label: string) => SpokenWord[];
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
export const WEIGHT_MAX = 31;
const REMEMBERED_MAX = 5_000;

export const encodeWeight = (level: number): string => ALPHABET[level + WEIGHT_MAX]!;

/** The version that a model's content gives it. */
export const textModelVersionOf = ({ version: _, ...content }: TextModelFile): string =>
  `text-${createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 12)}`;

const weightsOf = ({ labels, dimensions, scales, weights }: TextModelFile): Float32Array => {
  const levels = new Map(ALPHABET.split('').map((letter, index) => [letter.charCodeAt(0), index - WEIGHT_MAX]));
  const matrix = new Float32Array(labels.length * dimensions);
  for (let at = 0; at < matrix.length; at += 1) {
    matrix[at] = (levels.get(weights.charCodeAt(at)) ?? 0) * scales[at % labels.length]!;
  }
  return matrix;
};

/** The features of a text as dimensions, each as often as it is seen; a text's features weigh one together. */
export const dimensionsOf = (text: string, dimensions: number): { readonly at: number[]; readonly share: number } => {
  const at = textFeaturesOf(text).map(({ name }) => dimensionOf(name, dimensions));
  return { at, share: at.length === 0 ? 0 : 1 / Math.sqrt(at.length) };
};

/** Probabilities from scores, `temperature` flattening them. */
export const softmax = (scores: readonly number[] | Float64Array, temperature: number): number[] => {
  const highest = Math.max(...scores);
  const parts = Array.from(scores, (score) => Math.exp((score - highest) / temperature));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
};

/**
 * A kept model, ready to judge.
 * @throws when its content is not what its version says
 */
export const openTextModel = (file: TextModelFile): TextModel => {
  const { labels, biases, dimensions, temperature, version } = file;
  if (textModelVersionOf(file) !== version) throw new Error(`the text model is not ${version}: train it again`);
  const width = labels.length;
  const matrix = weightsOf(file);
  const scoresOf = remember((text: string): Float64Array | null => {
    const { at, share } = dimensionsOf(text, dimensions);
    if (at.length === 0) return null;
    const sums = new Float64Array(width);
    for (const dimension of at) {
      const from = dimension * width;
      for (let label = 0; label < width; label += 1) sums[label] = sums[label]! + matrix[from + label]!;
    }
    return sums.map((sum, label) => biases[label]! + share * sum);
  }, REMEMBERED_MAX);
  const known = new WeakMap<(label: string) => boolean, readonly number[]>();
  const allowedBy = (isAllowed: (label: string) => boolean): readonly number[] => {
    const allowed = known.get(isAllowed) ?? labels.flatMap((label, index) => (isAllowed(label) ? [index] : []));
    known.set(isAllowed, allowed);
    return allowed;
  };
  return {
    version,
    guess: (text, isAllowed) => {
      const scores = scoresOf(text);
      if (!scores) return null;
      const allowed = allowedBy(isAllowed);
      if (allowed.length === 0) return null;
      const best = allowed.reduce((one, other) => (scores[other]! > scores[one]! ? other : one));
      const odds = allowed.reduce((sum, index) => sum + Math.exp((scores[index]! - scores[best]!) / temperature), 0);
      return { label: labels[best]!, probability: 1 / odds };
    },
    explain: (text, label) => {
      const column = labels.indexOf(label);
      if (column < 0) return [];
      const features = textFeaturesOf(text);
      const share = 1 / (Math.sqrt(features.length) * temperature);
      const spoken = new Map<string, number>();
      for (const { name, word } of features) {
        const from = dimensionOf(name, dimensions) * width;
        const row = matrix.subarray(from, from + width);
        const average = row.reduce((sum, weight) => sum + weight, 0) / width;
        spoken.set(word, (spoken.get(word) ?? 0) + share * (row[column]! - average));
      }
      return [...spoken]
        .map(([word, weight]) => ({ word, weight }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    },
  };
};
