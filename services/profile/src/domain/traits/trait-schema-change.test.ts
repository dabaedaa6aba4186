import { FIRST_TRAIT_SCHEMA, type TraitDefinition, unknownDefinition } from './trait-schema.ts';
import {
  changedTraitSchema,
  concernsEverybody,
  refusalOfTraitSchema,
  type TraitSchemaChange,
} from './trait-schema-change.ts';

const income: TraitDefinition = {
  ...unknownDefinition(FIRST_TRAIT_SCHEMA, 'income'),
  description: 'What they earn a month.',
  type: 'MONEY',
  dataClass: 'FINANCIAL',
  trustedSources: ['core'],
};
const diagnosis: TraitDefinition = { ...income, name: 'diagnosis', type: 'TEXT', dataClass: 'SENSITIVE' };
const builtInName = FIRST_TRAIT_SCHEMA.traits.find(({ name }) => name === 'name')!;

const refused = (change: TraitSchemaChange, schema = changedTraitSchema(FIRST_TRAIT_SCHEMA, { define: [diagnosis] })) =>
  refusalOfTraitSchema(schema, change, ['logins_30d']);

test('a definition takes the place of the one of the same name, and all else stays', () => {
  const once = changedTraitSchema(FIRST_TRAIT_SCHEMA, { define: [income] });
  const twice = changedTraitSchema(once, { define: [{ ...income, trustedSources: [] }], unknownTraits: 'REJECTED' });
  expect(twice.traits).toHaveLength(FIRST_TRAIT_SCHEMA.traits.length + 1);
  expect(twice.traits).toContainEqual({ ...income, trustedSources: [] });
  expect([twice.unknownTraits, twice.unknownDataClass]).toEqual(['REJECTED', 'BEHAVIOURAL']);
  expect(changedTraitSchema(twice, { remove: ['income'] }).traits).toHaveLength(FIRST_TRAIT_SCHEMA.traits.length);
});

test.each<[TraitSchemaChange, string | null]>([
  [{ define: [income] }, null],
  [{ define: [{ ...income, name: 'a:b' }] }, 'NAME'],
  [{ define: [{ ...income, name: 'email' }] }, 'RESERVED'],
  [{ define: [{ ...income, name: 'logins_30d' }] }, 'COMPUTED'],
  [{ define: [income, income] }, 'NAMED_TWICE'],
  [{ define: [{ ...builtInName, trustedSources: ['crm'] }] }, null],
  [{ define: [{ ...builtInName, type: 'LIST' }] }, 'BUILT_IN'],
  [{ define: [{ ...builtInName, dataClass: 'OPERATIONAL' }] }, 'BUILT_IN'],
  [{ define: [{ ...income, description: ' ' }] }, 'DESCRIPTION'],
  [{ define: [{ ...income, trustedSources: ['CRM'] }] }, 'TRUSTED_SOURCES'],
  [{ define: [{ ...income, allowedValues: ['1'] }] }, 'ALLOWED_VALUES'],
  [{ define: [{ ...income, minimum: '2', maximum: '1' }] }, 'LIMITS'],
  [{ define: [{ ...diagnosis, type: 'BOOLEAN', minimum: '1' }] }, 'LIMITS'],
  [{ define: [{ ...income, visibleTo: ['AGENT'] }] }, 'VISIBLE_TO'],
  [{ define: [{ ...diagnosis, visibleTo: ['SUPERVISOR'] }] }, null],
  [{ remove: ['name'] }, 'BUILT_IN'],
  [{ remove: ['income'] }, 'UNDEFINED'],
  [{ remove: ['diagnosis'] }, 'SENSITIVE_STAYS'],
  [
    {
      define: Array.from({ length: 200 }, (_, number) => ({ ...income, name: `income${number}` })),
    },
    'TOO_MANY_TRAITS',
  ],
])('the change %j is refused for %j', (change, refusal) => expect(refused(change)).toBe(refusal));

test('only another trust in what people are called, or are told, concerns everybody', () => {
  const after = (change: TraitSchemaChange) => changedTraitSchema(FIRST_TRAIT_SCHEMA, change);
  expect(concernsEverybody(FIRST_TRAIT_SCHEMA, after({ define: [income] }))).toBe(false);
  expect(concernsEverybody(FIRST_TRAIT_SCHEMA, after({ define: [{ ...builtInName, description: 'x' }] }))).toBe(false);
  expect(concernsEverybody(FIRST_TRAIT_SCHEMA, after({ define: [{ ...builtInName, trustedSources: ['crm'] }] }))).toBe(
    true,
  );
});
