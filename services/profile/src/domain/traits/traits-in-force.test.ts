import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { GUESSED, STATED, type Trait, textOf } from '../trait.ts';
import { FIRST_TRAIT_SCHEMA, type TraitDefinition, type TraitSchema } from './trait-schema.ts';
import { traitsInForce } from './traits-in-force.ts';

const said = (source: string, value: unknown, minute: number, confidence = STATED, name = 'plan'): Trait => ({
  customerId: 'cus_1',
  name,
  value,
  source,
  observedAt: new Date(minute * 60_000),
  confidence,
});

const schemaWith = (plan: Partial<TraitDefinition>): TraitSchema => ({
  ...FIRST_TRAIT_SCHEMA,
  traits: [
    ...FIRST_TRAIT_SCHEMA.traits,
    {
      name: 'plan',
      description: 'The plan.',
      type: 'TEXT',
      dataClass: 'FINANCIAL',
      trustedSources: [],
      allowedValues: [],
      minimum: null,
      maximum: null,
      visibleTo: [],
      ...plan,
    },
  ],
});
const trusting = (...trustedSources: string[]) => schemaWith({ trustedSources });

const planOf = (schema: TraitSchema, ...statements: Trait[]) => textOf(traitsInForce(schema, statements), 'plan');

test('what was said last holds, and no guess outweighs what was said', () => {
  expect(planOf(trusting(), said('app', 'a', 1), said('crm', 'b', 2), said('web', 'c', 3, GUESSED))).toBe('b');
});

test('an untrusted source never overwrites a trusted one, however late: it only fills', () => {
  expect(planOf(trusting('crm'), said('crm', 'gold', 1), said('app', 'silver', 9))).toBe('gold');
  expect(planOf(trusting('crm'), said('app', 'silver', 9))).toBe('silver');
});

test('of trusted sources the latest holds, and of two at the same instant the one that is named first', () => {
  expect(planOf(trusting('crm', 'core'), said('crm', 'gold', 1), said('core', 'basic', 2))).toBe('basic');
  expect(planOf(trusting('crm', 'core'), said('crm', 'gold', 2), said('core', 'basic', 2))).toBe('gold');
});

test('a guess is nobody’s word: a trusted source that passes one on does not outweigh a statement', () => {
  expect(planOf(trusting('web'), said('web', 'guessed', 9, GUESSED), said('app', 'stated', 1))).toBe('stated');
  expect(planOf(trusting(), said('web', 'first', 1, GUESSED), said('app', 'second', 2, GUESSED))).toBe('first');
});

test('a change of trust decides anew, and the others stand beside what holds', () => {
  const statements = [said('crm', 'gold', 1), said('app', 'silver', 2)];
  const [plan] = traitsInForce(trusting('crm'), statements);
  expect(plan).toMatchObject({ value: 'gold', source: 'crm', isTrusted: true, dataClass: 'FINANCIAL' });
  expect(plan!.otherSources).toMatchObject([{ value: 'silver', source: 'app', isTrusted: false }]);
  expect(planOf(trusting('app'), ...statements)).toBe('silver');
});

test('what no longer fits the schema gives way, and holds again once it fits', () => {
  const statements = [said('crm', '12', 1), said('app', 'many', 2)];
  expect(traitsInForce(schemaWith({ type: 'NUMBER' }), statements)).toMatchObject([{ value: 12, otherSources: [] }]);
  expect(planOf(schemaWith({ type: 'TEXT' }), ...statements)).toBe('many');
});

test('where unknown traits are rejected, those that were kept are not shown', () => {
  const statements = [said('crm', 'gold', 1)];
  expect(traitsInForce(FIRST_TRAIT_SCHEMA, statements)).toMatchObject([{ dataClass: 'BEHAVIOURAL' }]);
  expect(traitsInForce({ ...FIRST_TRAIT_SCHEMA, unknownTraits: 'REJECTED' }, statements)).toEqual([]);
});

const SOURCES = ['crm', 'core', 'app', 'web'];
const statements = fc.array(
  fc
    .record({
      source: fc.constantFrom(...SOURCES),
      minute: fc.integer({ min: 0, max: 5 }),
      value: fc.constantFrom('a', 'b', 'c', { tier: 'gold' }),
      confidence: fc.constantFrom(STATED, GUESSED),
      customerId: fc.constantFrom('cus_1', 'cus_2'),
    })
    .map(({ source, minute, value, confidence, customerId }) => ({
      ...said(source, value, minute, confidence),
      customerId,
    })),
  { minLength: 1, maxLength: 12 },
);
const anySchema = fc
  .record({ trusted: fc.shuffledSubarray(SOURCES), type: fc.constantFrom('TEXT' as const, 'ANY' as const) })
  .map(({ trusted, type }) => schemaWith({ trustedSources: trusted, type }));

test('what holds does not depend on the order in which it was said', () => {
  fc.assert(
    fc.property(anySchema, statements, fc.integer(), (schema, all, turn) => {
      const at = Math.abs(turn) % all.length;
      const other = [...all.slice(at), ...all.slice(0, at)].toReversed();
      expect(traitsInForce(schema, other)).toEqual(traitsInForce(schema, all));
    }),
    fcOptions(),
  );
});

test('no untrusted statement ever holds beside a trusted one, and no trusted one beside a later trusted one', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(SOURCES, { minLength: 1 }), statements, (trusted, all) => {
      const [winner] = traitsInForce(schemaWith({ trustedSources: trusted, type: 'ANY' }), all);
      const rivals = all.filter(({ source, confidence }) => trusted.includes(source) && confidence === STATED);
      if (rivals.length === 0) return;
      expect(winner!.isTrusted).toBe(true);
      expect(winner!.observedAt.getTime()).toBe(Math.max(...rivals.map(({ observedAt }) => observedAt.getTime())));
    }),
    fcOptions(),
  );
});
