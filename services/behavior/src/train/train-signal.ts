import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { learnModel } from '../domain/models/learn-model.ts';
import type { ModelCard, SignedModel } from '../domain/models/model-file.ts';
import { MODEL_FORMS, type ModelForm } from '../domain/models/recipe.ts';
import { signModel } from '../domain/models/sign-model.ts';
import type { TrainConfig } from './config.ts';
import { InputError, type LabelledRow, lessonOf, rowsOfFile } from './labelled-rows.ts';
import { rowsOfLabels } from './rows-of-labels.ts';

export { InputError } from './labelled-rows.ts';

/** What was typed. */
export type Order = {
  readonly signal?: string | undefined;
  readonly data?: readonly string[] | undefined;
  readonly 'from-labels': boolean;
  readonly by?: string | undefined;
  readonly inputs?: string | undefined;
  readonly form: string;
  readonly calibration: string;
  readonly about?: string | undefined;
  readonly limits: readonly string[];
  readonly fairness: readonly string[];
  readonly seed: string;
  readonly out?: string | undefined;
};

const rowsFor = async (order: Order, kind: string, { databaseUrl }: TrainConfig): Promise<LabelledRow[]> => {
  if (!order['from-labels']) {
    if (!order.data) throw new InputError('say what to learn from: --data FILE or --from-labels');
    return order.data.flatMap(rowsOfFile);
  }
  if (databaseUrl === null) throw new InputError("--from-labels needs DATABASE_URL, that of behavior's database");
  return rowsOfLabels(databaseUrl, kind);
};

const oneOf = <T extends string>(name: string, value: string, values: readonly T[]): T => {
  const found = values.find((known) => known === value);
  if (!found) throw new InputError(`--${name} is one of ${values.join(', ')}`);
  return found;
};

const sourceOf = (order: Order): string => {
  const where = order['from-labels'] ? 'labels that people gave to alerts' : order.data!.map((file) => basename(file));
  return order.about ?? (typeof where === 'string' ? where : where.join(', '));
};

/** What every reader of a card must know, beside what the one who trains adds. */
const limitsOf = (order: Order, repeated: number): string[] => [
  ...order.limits,
  'It knows what its rows showed; people unlike them are judged by the nearest that it saw.',
  ...(repeated > 0 ? [`${repeated} rows are of customers who have another: the metrics may be a little kind.`] : []),
  ...(order['from-labels'] ? ['Labels come from alerts alone: what nobody was alerted of, it has not seen.'] : []),
];

const FAIRNESS_UNSEEN = 'Groups were not compared: the rows carry no sex, age or origin, and none is an input.';

const print = ({ model, hash }: SignedModel, file: string): void => {
  const { card, kind, inputs } = model;
  const lines = [
    `${kind}: ${card.rows} rows, ${card.positives} of them 1, ${inputs.length} inputs; ${card.validation}`,
    ...card.metrics.map(
      ({ name, value, low, high }) =>
        `  ${name.padEnd(20)}${value.toFixed(4)}  (${low.toFixed(4)} to ${high.toFixed(4)})`,
    ),
    `version ${hash}`,
    `written to ${file}: hand it in with behaviorProposeModel, and let somebody else activate it`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** Learns a signal from labelled rows, prints how well, and writes the signed file. */
export const trainSignal = async (order: Order, config: TrainConfig, now: Date): Promise<void> => {
  const { signal: kind, by } = order;
  if (!kind || !/^[A-Z][A-Z_]{1,63}$/.test(kind)) throw new InputError('--signal is missing, such as FINANCIAL_STRESS');
  if (!by) throw new InputError('--by is missing: who trains, as they sign in');
  const seed = Number(order.seed);
  if (!Number.isInteger(seed)) throw new InputError('--seed is a whole number');
  const rows = await rowsFor(order, kind, config);
  const chosen = order.inputs === undefined ? null : order.inputs.split(',').map((name) => name.trim());
  const { inputs, sample, from, to, repeated } = lessonOf(rows, chosen);
  const card: Omit<ModelCard, 'rows' | 'positives' | 'validation' | 'metrics'> = {
    data: sourceOf(order),
    label: `${kind} was confirmed`,
    from,
    to,
    trainedAt: now.toISOString(),
    trainedBy: by,
    limits: limitsOf(order, repeated),
    fairness: order.fairness.length > 0 ? order.fairness : [FAIRNESS_UNSEEN],
  };
  const form: ModelForm = oneOf('form', order.form, MODEL_FORMS);
  const calibration = oneOf('calibration', order.calibration, ['PLATT', 'ISOTONIC']);
  const signed = signModel(learnModel({ kind, inputs, sample, form, calibration, seed, card }), config.signingKey);
  const file = order.out ?? join(config.modelsFolder, `${kind}-${signed.hash.slice(0, 12)}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(signed)}\n`);
  print(signed, file);
};
