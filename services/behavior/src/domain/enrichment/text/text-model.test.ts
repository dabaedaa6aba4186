import { learnTextModel, macroF1Of, type TextExample } from './learn-text-model.ts';
import { textFeaturesOf, wordsOf } from './text-features.ts';
import { openTextModel } from './text-model.ts';

const WORDS = { BREAD: ['bakery', 'bäckerei', 'baker'], FUEL: ['petrol', 'fuel station', 'tankstelle'] };
const EXAMPLES: TextExample[] = Object.entries(WORDS).flatMap(([label, words]) =>
  words.flatMap((word) =>
    ['smith', 'müller', 'north', 'south', 'old', 'new'].map((name) => {
      const text = `${word} ${name}`;
      return { text, label, group: text };
    }),
  ),
);
const PLAN = { from: 'a test', seed: 7, dimensions: 512, rounds: 5 };
const file = learnTextModel(EXAMPLES, PLAN);
const model = openTextModel(file);
const anything = () => true;

test('words are compared without accents, digits and signs', () => {
  expect(wordsOf('BÄCKEREI Groß 12/b-4')).toEqual(['backerei', 'gross']);
  expect(textFeaturesOf('ab').map(({ name }) => name)).toEqual(['ab', '#<ab', '#ab>', '#<ab>']);
});

test('a text gets the label of those like it, with a probability', () => {
  expect(model.guess('Bäckereien Huber', anything)).toMatchObject({ label: 'BREAD' });
  expect(model.guess('TANKSTELLE 12', anything)!.label).toBe('FUEL');
  expect(model.guess('TANKSTELLE 12', anything)!.probability).toBeGreaterThan(0.7);
  expect(model.guess('TANKSTELLE', (label) => label !== 'FUEL')).toEqual({ label: 'BREAD', probability: 1 });
  expect(model.guess('123', anything)).toBeNull();
  expect(model.guess('TANKSTELLE', () => false)).toBeNull();
});

test('the words that spoke are named, the strongest first', () => {
  expect(model.explain('tankstelle müller', 'FUEL')[0]!.word).toBe('tankstelle');
  expect(model.explain('tankstelle', 'UNKNOWN')).toEqual([]);
});

test('the same examples and seed give the same model', () => {
  expect(learnTextModel(EXAMPLES, PLAN)).toEqual(file);
  expect(learnTextModel(EXAMPLES, { ...PLAN, seed: 8 }).version).not.toBe(file.version);
});

test('a model whose content was changed is refused', () => {
  expect(() => openTextModel({ ...file, temperature: 9 })).toThrow(/train it again/);
});

test('macro-F1 counts every label alike', () => {
  const right = { said: 'A', label: 'A' };
  expect(macroF1Of([right, right, right, { said: 'A', label: 'B' }])).toBeCloseTo(6 / 7 / 2, 5);
});
