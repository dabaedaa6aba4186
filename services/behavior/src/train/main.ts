// `npm run train -- categories`: learns the text model of categories anew and writes it where behavior reads it.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { trainCategories } from './train-categories.ts';

const MODELS = new URL('../../models/', import.meta.url);

const fail = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};

const [what = ''] = process.argv.slice(2);
if (what !== 'categories') fail(`"${what}" cannot be trained: choose categories`);

const model = trainCategories();
const file = fileURLToPath(new URL('categories.json', MODELS));
writeFileSync(file, `${JSON.stringify(model)}\n`);
const { heldOutMacroF1, heldOutCalibrationError, examples } = model.learnt;
process.stdout.write(
  `${model.version}: ${examples} narrations, ${model.labels.length} categories, macro-F1 ${heldOutMacroF1} and ` +
    `calibration error ${heldOutCalibrationError} on those held out\n${file}\n`,
);
