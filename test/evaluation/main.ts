// `npm run evaluate -- AREA [--data DIR] [--test DIR] [--seed N]`: how well Rapport learns, beside a baseline.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { evaluateBehavior } from './behavior/evaluate-behavior.ts';
import { evaluateChanges } from './behavior/evaluate-changes.ts';
import { reportQuality } from './report-quality.ts';

type Asked = { readonly data: string; readonly test: string | null; readonly seed: number | undefined };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AREAS = {
  behavior: ({ data, test, seed }: Asked) =>
    seed === undefined ? evaluateBehavior(data, test) : fail('--seed is for changes alone: behavior states its own'),
  /** The part of `behavior` that lives generated lives alone, in the world of any seed. */
  changes: ({ seed }: Asked) => evaluateChanges(seed),
};

const fail = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, test: { type: 'string' }, seed: { type: 'string' } },
});
const [area = ''] = positionals;
const evaluate = Object.hasOwn(AREAS, area) ? AREAS[area as keyof typeof AREAS] : null;
if (!evaluate) fail(`there is no area "${area}": choose among ${Object.keys(AREAS).join(', ')}`);

const data = resolve(ROOT, values.data ?? process.env['RAPPORT_DATA'] ?? '../shared/data');
const test = values.test === undefined ? null : resolve(ROOT, values.test);
const seed = values.seed === undefined ? undefined : Number(values.seed);
if (seed !== undefined && !Number.isSafeInteger(seed)) fail(`--seed takes a whole number, not "${values.seed}"`);
try {
  reportQuality(
    await evaluate!({ data, test, seed }),
    fileURLToPath(new URL(`../../.rapport/evaluate-${area}.json`, import.meta.url)),
  );
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
