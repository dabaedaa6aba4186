import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { trainCategories } from './train-categories.ts';

const FILE = fileURLToPath(new URL('../../models/categories.json', import.meta.url));

/** Learns the text model of categories anew, where behavior reads it. @returns what was learnt, in words */
export const writeCategories = (): string => {
  const model = trainCategories();
  writeFileSync(FILE, `${JSON.stringify(model)}\n`);
  const { heldOutMacroF1, heldOutCalibrationError, examples } = model.learnt;
  return (
    `${model.version}: ${examples} narrations, ${model.labels.length} categories, macro-F1 ${heldOutMacroF1} and ` +
    `calibration error ${heldOutCalibrationError} on those held out\n${FILE}\n`
  );
};
