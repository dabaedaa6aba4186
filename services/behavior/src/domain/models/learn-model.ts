import { bootstrapInterval } from '../learning/bootstrap-interval.ts';
import { brierOf, calibrationErrorOf } from '../learning/calibration-quality.ts';
import { crossValidate } from '../learning/cross-validate.ts';
import { fitIsotonic } from '../learning/isotonic-regression.ts';
import { fitPlatt } from '../learning/platt-scaling.ts';
import { countBins, quantileEdges } from '../learning/quantile-bins.ts';
import { aucOf, averagePrecisionOf } from '../learning/ranking-quality.ts';
import type { Sample } from '../learning/sample.ts';
import { calibrated, rawLogOdds } from './learnt-model.ts';
import { type Calibration, MODEL_FORMAT, type ModelCard, type ModelFile, type ModelMetric } from './model-file.ts';
import { learnMembers, type ModelForm, recipeFor } from './recipe.ts';

/** What a sample's columns are, and what to say of the model. */
export type Lesson = {
  readonly kind: string;
  readonly inputs: readonly string[];
  readonly sample: Sample;
  readonly form: ModelForm;
  readonly calibration: Calibration['method'];
  readonly seed: number;
  readonly card: Omit<ModelCard, 'rows' | 'positives' | 'validation' | 'metrics'>;
};

const FOLDS = 5;
const REPEATS_OF_FEW = 3;
const FEW = 5_000;
const DRAWS = 200;
/** As many bins as drift is measured by (Siddiqi 2006: tenths). */
const DRIFT_BINS = 10;
const METRICS = {
  AUC: aucOf,
  'average precision': averagePrecisionOf,
  Brier: brierOf,
  'calibration error': calibrationErrorOf,
} as const;

const calibrationOf = (method: Calibration['method'], logOdds: Float64Array, labels: Uint8Array): Calibration =>
  method === 'PLATT' ? { method, ...fitPlatt(logOdds, labels) } : { method, ...fitIsotonic(logOdds, labels) };

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each metric, the mean over repeats, with an interval over rows drawn anew. */
const metricsOf = (repeats: readonly Float64Array[], labels: Uint8Array, seed: number): ModelMetric[] =>
  Object.entries(METRICS).map(([name, measure]) => {
    const [first] = repeats;
    const [low, high] = bootstrapInterval(
      labels.length,
      (drawn) =>
        measure(
          Float64Array.from(drawn, (row) => first![row]!),
          Uint8Array.from(drawn, (row) => labels[row]!),
        ),
      { draws: labels.length > FEW ? DRAWS / 10 : DRAWS, seed },
    );
    return { name, value: meanOf(repeats.map((scores) => measure(scores, labels))), low, high };
  });

/**
 * Learns a model: cross-validates it on rows it has not seen, calibrates on those scores, then learns from all rows.
 * The metrics of calibration are those of the calibration on the scores it was made from, and so a little kind.
 * @throws RangeError where fewer than five rows have one of both labels
 */
export const learnModel = ({ kind, inputs, sample, form, calibration: method, seed, card }: Lesson): ModelFile => {
  const { columns, labels } = sample;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives < FOLDS || labels.length - positives < FOLDS) {
    throw new RangeError(`at least ${FOLDS} rows of each label are needed: ${positives} of ${labels.length} are 1`);
  }
  const recipe = recipeFor(form, labels.length);
  const repeats = labels.length <= FEW ? REPEATS_OF_FEW : 1;
  const held = crossValidate(
    sample,
    (part) => {
      const members = learnMembers(part, recipe, seed);
      return (row) => rawLogOdds(members, row);
    },
    { folds: FOLDS, repeats, seed },
  );
  const calibration = calibrationOf(method, held[0]!, labels);
  const probabilities = held.map((logOdds) => logOdds.map((value) => calibrated(calibration, value)));
  return {
    format: MODEL_FORMAT,
    kind,
    inputs: columns.map((column, input) => {
      const edges = quantileEdges(column, DRIFT_BINS);
      return { name: inputs[input]!, edges, counts: countBins(edges, column) };
    }),
    members: learnMembers(sample, recipe, seed),
    calibration,
    card: {
      ...card,
      rows: labels.length,
      positives,
      validation: `${FOLDS}-fold stratified cross-validation, repeated ${repeats} times, seed ${seed}`,
      metrics: metricsOf(probabilities, labels, seed),
    },
  };
};
