// `npm run evaluate -- AREA [--data DIR] [--test DIR]`: how well Rapport learns, beside a baseline.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { evaluateBehavior } from './behavior/evaluate-behavior.ts';
import { reportQuality } from './report-quality.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AREAS = { behavior: evaluateBehavior };

const fail = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, test: { type: 'string' } },
});
const [area = ''] = positionals;
const evaluate = Object.hasOwn(AREAS, area) ? AREAS[area as keyof typeof AREAS] : null;
if (!evaluate) fail(`there is no area "${area}": choose among ${Object.keys(AREAS).join(', ')}`);

const data = resolve(ROOT, values.data ?? process.env['RAPPORT_DATA'] ?? '../shared/data');
const test = values.test === undefined ? null : resolve(ROOT, values.test);
try {
  reportQuality(
    await evaluate!(data, test),
    fileURLToPath(new URL(`../../.rapport/evaluate-${area}.json`, import.meta.url)),
  );
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
