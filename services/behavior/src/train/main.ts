// `npm run train -- --signal KIND --data FILE`: learns what a signal is, from labelled outcomes.
// `npm run train -- categories`: learns the text model of categories anew, where behavior reads it.
import { parseArgs } from 'node:util';
import { SettingsError } from '@rapport/platform';
import { readTrainConfig } from './config.ts';
import { InputError, trainSignal } from './train-signal.ts';
import { writeCategories } from './write-categories.ts';

const USAGE = `npm run train -- categories
npm run train -- --signal KIND (--data FILE | --from-labels) --by NAME
  --signal KIND     the signal, such as FINANCIAL_STRESS or FRAUD_ANOMALY
  --data FILE       labelled rows, .csv or .jsonl, several times if need be: services/behavior/src/train/README.md
  --from-labels     the labels that people gave, out of behavior's DATABASE_URL
  --by NAME         who trains, as they sign in: they cannot activate the model
  --inputs A,B      of the columns only these
  --form TREES      or LINEAR: a weighted sum, the easiest to read
  --calibration     PLATT, or ISOTONIC where there are thousands of positives
  --about TEXT      where the rows come from; stands on the card
  --limits TEXT     what the model is not for, several times; stands on the card
  --fairness TEXT   what was looked at of fairness, several times; stands on the card
  --seed N          1 where left out
  --out FILE        .rapport/models/KIND-HASH.json where left out`;

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      signal: { type: 'string' },
      data: { type: 'string', multiple: true },
      'from-labels': { type: 'boolean', default: false },
      by: { type: 'string' },
      inputs: { type: 'string' },
      form: { type: 'string', default: 'TREES' },
      calibration: { type: 'string', default: 'PLATT' },
      about: { type: 'string' },
      limits: { type: 'string', multiple: true, default: [] },
      fairness: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [what, ...more] = positionals;
  if (what !== undefined && (what !== 'categories' || more.length > 0)) {
    throw new InputError(`"${positionals.join(' ')}" cannot be trained: choose categories, or a signal by --signal`);
  }
  if (values.help) process.stdout.write(`${USAGE}\n`);
  else if (what === 'categories') process.stdout.write(writeCategories());
  else await trainSignal(values, readTrainConfig(), new Date());
};

try {
  await main();
} catch (error) {
  const isUnderstood =
    error instanceof InputError ||
    error instanceof SettingsError ||
    error instanceof RangeError ||
    error instanceof TypeError;
  if (!isUnderstood) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  process.exitCode = 1;
}
