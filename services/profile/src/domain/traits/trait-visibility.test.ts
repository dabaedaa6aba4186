import { ROLES, type Role } from '@rapport/contracts';
import { FIRST_TRAIT_SCHEMA, type TraitSchema, unknownDefinition } from './trait-schema.ts';
import { maySeeTrait } from './trait-visibility.ts';

const sensitive = (visibleTo: TraitSchema['traits'][number]['visibleTo']): TraitSchema => ({
  ...FIRST_TRAIT_SCHEMA,
  traits: [{ ...unknownDefinition(FIRST_TRAIT_SCHEMA, 'diagnosis'), dataClass: 'SENSITIVE', visibleTo }],
});
const who = (schema: TraitSchema, name: string): Role[] =>
  ROLES.filter((role) => maySeeTrait(schema, name, { roles: [role], isSelf: false }));

test('a sensitive trait is seen by the customer, and by nobody else until somebody is named', () => {
  expect(who(sensitive([]), 'diagnosis')).toEqual([]);
  expect(maySeeTrait(sensitive([]), 'diagnosis', { roles: ['CUSTOMER'], isSelf: true })).toBe(true);
  expect(who(sensitive(['SUPERVISOR']), 'diagnosis')).toEqual(['SUPERVISOR']);
});

test('every other trait is seen by whoever reads customers, and never by marketers, analysts or partners', () => {
  const readers = ['DELEGATE', 'AGENT', 'SUPERVISOR', 'RISK_OFFICER', 'COMPLIANCE_OFFICER', 'PRIVACY_OFFICER'];
  expect(who(FIRST_TRAIT_SCHEMA, 'name')).toEqual(readers);
  expect(who(FIRST_TRAIT_SCHEMA, 'anything')).toEqual(readers);
  expect(who({ ...FIRST_TRAIT_SCHEMA, unknownDataClass: 'SENSITIVE' }, 'anything')).toEqual([]);
});
