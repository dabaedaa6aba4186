import { FIRST_TRAIT_SCHEMA } from '../traits/trait-schema.ts';
import { type ComputedTrait, countsAlike, type DeclaredTrait } from './computed-trait.ts';
import { COMPUTED_TRAITS_MAX, refusalOfDeclaration } from './declaration.ts';

const sum: ComputedTrait = {
  name: 'spent_30d',
  description: 'What was spent in the shop.',
  dataClass: 'FINANCIAL',
  visibleTo: [],
  event: 'Order Completed',
  conditions: [],
  computes: 'SUM',
  property: 'total',
  currencyProperty: 'currency',
  windowDays: 30,
};
const condition = { property: 'kind', operator: 'IS', values: ['book'] } as const;

test.each<[Partial<ComputedTrait>, string | null]>([
  [{}, null],
  [{ name: '30d' }, 'NAME'],
  [{ name: 'locale' }, 'TAKEN'],
  [{ name: 'email' }, 'TAKEN'],
  [{ description: '' }, 'DESCRIPTION'],
  [{ event: ' ' }, 'EVENT'],
  [{ event: 'a\0b' }, 'EVENT'],
  [{ conditions: [condition] }, null],
  [{ conditions: Array.from({ length: 6 }, () => condition) }, 'CONDITIONS'],
  [{ conditions: [{ ...condition, values: [] }] }, 'CONDITIONS'],
  [{ conditions: [{ ...condition, operator: 'EXISTS' }] }, 'CONDITIONS'],
  [{ conditions: [{ ...condition, operator: 'AT_LEAST', values: ['much'] }] }, 'CONDITIONS'],
  [{ property: null }, 'PROPERTY'],
  [{ computes: 'COUNT', currencyProperty: null }, 'PROPERTY'],
  [{ computes: 'LAST' }, 'CURRENCY'],
  [{ windowDays: 0 }, 'WINDOW'],
  [{ windowDays: 366 }, 'WINDOW'],
  [{ visibleTo: ['AGENT'] }, 'VISIBLE_TO'],
  [{ visibleTo: ['AGENT'], dataClass: 'SENSITIVE' }, null],
])('a declaration with %j is refused for %j', (change, refusal) =>
  expect(refusalOfDeclaration({ ...sum, ...change }, FIRST_TRAIT_SCHEMA, [])).toBe(refusal),
);

test('fifty traits are computed at most, and one of them may be declared anew', () => {
  const inForce = Array.from(
    { length: COMPUTED_TRAITS_MAX },
    (_, number): DeclaredTrait => ({
      ...sum,
      name: `spent${number}`,
      version: 1,
      summary: 1,
      countsFrom: new Date(0),
      declaredBy: 'operator-1',
      declaredAt: new Date(0),
      reason: 'x',
    }),
  );
  expect(refusalOfDeclaration(sum, FIRST_TRAIT_SCHEMA, inForce)).toBe('TOO_MANY');
  expect(refusalOfDeclaration({ ...sum, name: 'spent0' }, FIRST_TRAIT_SCHEMA, inForce)).toBeNull();
});

test('another wording counts on, and everything else begins anew', () => {
  expect(countsAlike(sum, { ...sum, description: 'other', dataClass: 'SENSITIVE', visibleTo: ['AGENT'] })).toBe(true);
  expect(countsAlike(sum, { ...sum, windowDays: 31 })).toBe(false);
  expect(countsAlike(sum, { ...sum, conditions: [condition] })).toBe(false);
});
