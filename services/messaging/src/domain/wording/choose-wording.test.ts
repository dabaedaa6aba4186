import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { chooseWording, type FlagCopy } from './choose-wording.ts';
import type { Wording } from './wording.ts';

const KEY = 'help-message-wording';
const NAMES = ['plain', 'warm'];

type Shares = { weights?: readonly number[]; coverage?: number; key?: string };
const experiment = ({ weights = [0.5, 0.5], coverage = 1, key = KEY }: Shares = {}): FlagCopy => ({
  key: KEY,
  definition: {
    defaultValue: 'plain',
    rules: [
      {
        key,
        variations: ['plain', 'warm'],
        meta: [{ key: 'plain' }, { key: 'warm' }],
        weights: [...weights],
        coverage,
        hashAttribute: 'id',
        hashVersion: 2,
        seed: 'help-message-wording-1',
      },
    ],
  },
});

const choose = (currentId: string, flag: FlagCopy | null, known: Wording | null = null) =>
  chooseWording({ currentId, flag, known, names: NAMES, standard: 'plain' });
const drawn = (name: string): Wording => ({ name, experiment: { key: KEY, variation: name } });

/** Known answers; experimentation's own test has the same, so that the two cannot come to draw different lots. */
test.each([
  ['cus_01h455vb4pex5vsknk084sn02q', 'warm'],
  ['cus_01h455vb4pex5vsknk084sn02r', 'plain'],
  ['cus_01h455vb4pex5vsknk084sn02s', 'warm'],
  ['cus_01h455vb4pex5vsknk084sn02t', 'warm'],
  ['cus_01h455vb4pex5vsknk084sn02v', 'plain'],
  ['cus_01h455vb4pex5vsknk084sn02w', 'plain'],
])('%s draws %s', (id, name) => expect(choose(id, experiment())).toEqual(drawn(name)));

test('while an experiment runs nobody meets a second wording, however often shares and ids change', () => {
  const weights = fc.constantFrom([1, 0], [0.5, 0.5], [0, 1]);
  const flag = fc.option(fc.record({ weights, coverage: fc.constantFrom(0, 0.5, 1) }));
  const step = fc.record({ id: fc.constantFrom('cus_a', 'cus_b', 'cus_c'), flag });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
      let known: Wording | null = null;
      const met = new Set<string>();
      for (const { id, flag } of steps) {
        known = choose(id, flag ? experiment(flag) : null, known);
        met.add(known.name);
      }
      expect(met.size).toBe(1);
    }),
    fcOptions(),
  );
});

test('without the flag it is the standard wording, and then the customer takes no part later either', () => {
  const first = choose('cus_01h455vb4pex5vsknk084sn02q', null);
  expect(first).toEqual({ name: 'plain', experiment: null });
  expect(choose('cus_01h455vb4pex5vsknk084sn02q', experiment(), first)).toEqual(first);
});

test('once no experiment runs, what the flag says is for everybody, without an experiment', () => {
  const over: FlagCopy = { key: KEY, definition: { defaultValue: 'plain', rules: [{ force: 'warm' }] } };
  for (const known of [null, drawn('plain'), drawn('warm')]) {
    expect(choose('cus_a', over, known)).toEqual({ name: 'warm', experiment: null });
  }
});

test('another experiment draws anew; who is outside the share that takes part gets the default', () => {
  const next = choose('cus_a', experiment({ key: 'second', weights: [0, 1] }), drawn('plain'));
  expect(next).toEqual({ name: 'warm', experiment: { key: 'second', variation: 'warm' } });
  expect(choose('cus_a', experiment({ coverage: 0 }))).toEqual({ name: 'plain', experiment: null });
});

test('a wording that there is no text for is no part of the experiment', () => {
  const loud: FlagCopy = { key: KEY, definition: { defaultValue: 'loud' } };
  expect(choose('cus_a', loud)).toEqual({ name: 'plain', experiment: null });
  expect(choose('cus_a', experiment(), drawn('loud')).name).not.toBe('loud');
});
