import type { DeclarationRefusal } from '../domain/computed/declaration.ts';
import type { TraitSchemaRefusal } from '../domain/traits/trait-schema-change.ts';
import type { UserError } from './generated.ts';

const invalid = (message: string, field: string): UserError => ({
  code: 'INVALID_INPUT',
  message,
  field: `input.${field}`,
});

/** Why the trait schema was not changed. */
export const TRAIT_SCHEMA_REFUSALS: Readonly<Record<TraitSchemaRefusal, UserError>> = {
  NAME: invalid('a name has 1 to 128 letters, digits, spaces and _ $ . / -', 'define'),
  RESERVED: invalid(
    'e-mail addresses and telephone numbers are no traits, and other spellings need no definition',
    'define',
  ),
  COMPUTED: invalid('a computed trait has this name: end it first, or choose another', 'define'),
  NAMED_TWICE: invalid('names a trait twice: name each once', 'define'),
  BUILT_IN: {
    code: 'BUILT_IN',
    message: 'the house understands this trait: only its description and its trusted sources can be changed',
    field: 'input.define',
  },
  UNDEFINED: { code: 'NOT_FOUND', message: 'removes a trait that is not defined', field: 'input.remove' },
  SENSITIVE_STAYS: {
    code: 'SENSITIVE_STAYS',
    message: 'without its definition more people would see a sensitive trait: give it another class first',
    field: 'input.remove',
  },
  DESCRIPTION: invalid('a description has 1 to 500 characters', 'define'),
  TRUSTED_SOURCES: invalid(
    'at most 20 sources, each once, as its write key names it: lower-case letters, digits and dashes',
    'define',
  ),
  ALLOWED_VALUES: invalid('at most 100 different values of 1 to 200 characters, of a TEXT or a LIST alone', 'define'),
  LIMITS: invalid('limits are decimals, the least first, of a NUMBER, MONEY, TEXT or LIST alone', 'define'),
  VISIBLE_TO: invalid('names each role once, and only where the class is SENSITIVE', 'define'),
  TOO_MANY_TRAITS: invalid('at most 200 traits can be defined', 'define'),
};

/** Why a computed trait was not declared. */
export const DECLARATION_REFUSALS: Readonly<Record<DeclarationRefusal, UserError>> = {
  NAME: invalid('a name is a letter and up to 63 letters, digits and underscores', 'name'),
  TAKEN: { code: 'TAKEN', message: 'the schema defines a trait of this name: choose another', field: 'input.name' },
  DESCRIPTION: invalid('a description has 1 to 500 characters', 'description'),
  EVENT: invalid('the name of an event has 1 to 256 characters', 'event'),
  CONDITIONS: invalid(
    'at most five, each with 1 to 20 values; AT_LEAST and AT_MOST with one decimal, EXISTS with none',
    'conditions',
  ),
  PROPERTY: invalid('a count has no property, everything else has one of 1 to 200 characters', 'property'),
  CURRENCY: invalid('only a SUM, MINIMUM or MAXIMUM has a currency', 'currencyProperty'),
  WINDOW: invalid('a window is 1 to 365 days', 'windowDays'),
  VISIBLE_TO: invalid('names roles only where the class is SENSITIVE', 'visibleTo'),
  TOO_MANY: invalid('fifty traits are computed already: end one first', 'name'),
};
