import { fcOptions, seededRandom } from '@rapport/testkit';
import fc from 'fast-check';
import { assign } from './assign.ts';
import type { Flag } from './flag.ts';

const experimentFlag = (key: string, { coverage = 1, weights = [0.5, 0.5], hashVersion = 2 } = {}): Flag => ({
  key,
  description: `the flag ${key}`,
  definition: {
    defaultValue: 'plain',
    rules: [
      {
        key: `${key}-experiment`,
        variations: ['plain', 'warm'],
        meta: [{ key: 'plain' }, { key: 'warm' }],
        weights,
        coverage,
        hashAttribute: 'id',
        hashVersion,
        seed: `${key}-seed`,
      },
    ],
  },
  changedAt: new Date(0),
});

const SIMPLE: Flag = {
  key: 'simple',
  description: 'a switch',
  definition: { defaultValue: true },
  changedAt: new Date(0),
};
const WORDING = experimentFlag('wording');
const TIMING = experimentFlag('timing');

/** Always the same customers: a bound of three standard deviations would fail by chance once in four hundred runs. */
const customers = (count: number): string[] => {
  const random = seededRandom(20_260_302);
  return Array.from({ length: count }, () => `cus_${random.next().toString(32).slice(2)}${random.integer(0, 1e9)}`);
};

const variationOf = (id: string, flag: Flag) => assign(id, [flag])[0]!.variationKey;

test('a customer is assigned to a variation of each experiment; a switch without one assigns nobody', () => {
  const [assignment, ...others] = assign('cus_1', [WORDING, SIMPLE]);
  expect(others).toEqual([]);
  expect(assignment).toMatchObject({
    experimentKey: 'wording-experiment',
    flagKey: 'wording',
    inExperiment: true,
    hashVersion: 2,
  });
  expect(assignment!.value).toBe(assignment!.variationKey);
});

test('the same customer always gets the same, whatever else is asked and in whatever order', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      const [wording] = assign(id, [WORDING, TIMING]);
      const [, again] = assign(id, [TIMING, WORDING]);
      expect(again).toEqual(wording);
    }),
    fcOptions(),
  );
});

test('two equal variations split ten thousand customers evenly, within three standard deviations', () => {
  const ids = customers(10_000);
  const warm = ids.filter((id) => variationOf(id, WORDING) === 'warm').length;
  // Binomial: sigma = sqrt(n p (1 - p)) = 50.
  expect(Math.abs(warm - 5_000)).toBeLessThanOrEqual(150);
});

test('what one experiment draws says nothing about another', () => {
  const ids = customers(10_000);
  const both = ids.filter((id) => variationOf(id, WORDING) === variationOf(id, TIMING)).length;
  expect(Math.abs(both - 5_000)).toBeLessThanOrEqual(150);
});

test('changing one experiment moves nobody in another', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (id, coverage) => {
      const changed = experimentFlag('timing', { coverage, weights: [0.1, 0.9] });
      expect(assign(id, [WORDING, changed])[0]).toEqual(assign(id, [WORDING, TIMING])[0]);
    }),
    fcOptions(),
  );
});

test('who is outside the share that takes part hears the default and has no variation', () => {
  const tenth = experimentFlag('wording', { coverage: 0.1 });
  const outside = customers(200)
    .map((id) => assign(id, [tenth])[0]!)
    .filter(({ inExperiment }) => !inExperiment);
  expect(outside.length).toBeGreaterThan(100);
  for (const assignment of outside) expect(assignment).toMatchObject({ variationKey: null, value: 'plain' });
});

test("nobody chooses their own lot: an attribute named id does not stand above the customer's id", () => {
  const ids = customers(50);
  for (const id of ids) expect(assign(id, [WORDING], { id: 'chosen' })).toEqual(assign(id, [WORDING]));
});
