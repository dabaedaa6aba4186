import { logOddsOfTrees, pushesOfTrees } from '../learning/boosted-trees.ts';
import { isotonicOf } from '../learning/isotonic-regression.ts';
import { probabilityOf } from '../learning/logistic-function.ts';
import { logOddsOfLogistic, pushesOfLogistic } from '../learning/logistic-regression.ts';
import type { Calibration, ModelCard, ModelFile, ModelMember } from './model-file.ts';

/** How far an input pushed a score, in log-odds: above zero towards the signal. */
export type Push = { readonly input: string; readonly push: number };

export type Scored = {
  /** The calibrated probability, 0 to 1. */
  readonly score: number;
  /** The log-odds of somebody of whom nothing is known. */
  readonly bias: number;
  /** The strongest first; bias and pushes add up to the log-odds. */
  readonly contributions: readonly Push[];
};

/** Numbers by name; what is missing or NaN cannot be told. */
export type ModelInputs = Readonly<Record<string, number>>;

/** The numbers of a row in the order of a model's inputs; what is missing or infinite cannot be told. */
export const rowOfInputs = (names: readonly string[], values: ModelInputs): number[] =>
  names.map((name) => (Number.isFinite(values[name]) ? values[name]! : NaN));

/** What was learnt about one signal: behind it, whatever form it has, everything looks the same. */
export type LearntModel = {
  readonly kind: string;
  /** The hash of its file. */
  readonly version: string;
  readonly inputs: readonly string[];
  readonly card: ModelCard;
  readonly score: (inputs: ModelInputs) => Scored;
};

const logOddsOfMember = (member: ModelMember, row: readonly number[]): number =>
  member.form === 'LOGISTIC' ? logOddsOfLogistic(member, row) : logOddsOfTrees(member, row);

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The averaged log-odds of a model's members, before calibration. */
export const rawLogOdds = (members: readonly ModelMember[], row: readonly number[]): number =>
  meanOf(members.map((member) => logOddsOfMember(member, row)));

const explain = (members: readonly ModelMember[], row: readonly number[]): { bias: number; pushes: number[] } => {
  const told = members.map((member) =>
    member.form === 'LOGISTIC'
      ? { bias: member.intercept, pushes: pushesOfLogistic(member, row) }
      : pushesOfTrees(member, row),
  );
  return {
    bias: meanOf(told.map(({ bias }) => bias)),
    pushes: row.map((_, input) => meanOf(told.map(({ pushes }) => pushes[input]!))),
  };
};

/** The probability that averaged log-odds mean. */
export const calibrated = (calibration: Calibration, logOdds: number): number =>
  calibration.method === 'PLATT'
    ? probabilityOf(calibration.slope * logOdds + calibration.offset)
    : isotonicOf(calibration, logOdds);

/** A model out of its file; `version` is the file's hash. */
export const learntModelOf = (
  { kind, inputs, members, calibration, card }: ModelFile,
  version: string,
): LearntModel => {
  const names = inputs.map(({ name }) => name);
  return {
    kind,
    version,
    inputs: names,
    card,
    score: (values) => {
      const row = rowOfInputs(names, values);
      const { bias, pushes } = explain(members, row);
      const score = calibrated(calibration, rawLogOdds(members, row));
      const slope = calibration.method === 'PLATT' ? calibration.slope : 1;
      const offset = calibration.method === 'PLATT' ? calibration.offset : 0;
      return {
        score,
        bias: slope * bias + offset,
        contributions: names
          .map((input, index) => ({ input, push: slope * pushes[index]! }))
          .sort((a, b) => Math.abs(b.push) - Math.abs(a.push)),
      };
    },
  };
};
