import { BUILT_IN, isBuiltIn, type TraitDefinition, type TraitSchema } from './trait-schema.ts';

/** What is to change of the schema; what is left out stays. */
export type TraitSchemaChange = {
  /** Definitions that are new or take the place of the one of the same name. */
  readonly define?: readonly TraitDefinition[] | null | undefined;
  /** Names of definitions that go: their traits are unknown from then on. */
  readonly remove?: readonly string[] | null | undefined;
  readonly unknownTraits?: TraitSchema['unknownTraits'] | null | undefined;
  readonly unknownDataClass?: TraitSchema['unknownDataClass'] | null | undefined;
};

/** Why a change is not made. */
export type TraitSchemaRefusal =
  | 'NAME'
  | 'RESERVED'
  | 'COMPUTED'
  | 'NAMED_TWICE'
  | 'BUILT_IN'
  | 'UNDEFINED'
  | 'SENSITIVE_STAYS'
  | 'DESCRIPTION'
  | 'TRUSTED_SOURCES'
  | 'ALLOWED_VALUES'
  | 'LIMITS'
  | 'VISIBLE_TO'
  | 'TOO_MANY_TRAITS';

const TRAITS_MAX = 200;
const SOURCES_MAX = 20;
const VALUES_MAX = 100;
const TEXT_LENGTH_MAX = 200;
const DESCRIPTION_LENGTH_MAX = 500;

/** Addresses are contact points, never traits; other spellings of built-in traits lead to these. */
const RESERVED: readonly string[] = ['email', 'phone', 'timezone', 'first_name', 'last_name'];

const NAME = /^[\p{L}\p{N}_$./-][\p{L}\p{N}_$./ -]{0,127}$/u;
const SOURCE = /^[a-z0-9][a-z0-9-]{0,62}$/;
const DECIMAL = /^-?\d{1,18}(\.\d{1,6})?$/;

const hasTwice = (values: readonly string[]): boolean => new Set(values).size < values.length;

/** Whether a built-in trait would become another one: only its wording and whose word counts are the operator's. */
const altersBuiltIn = (definition: TraitDefinition): boolean => {
  const known = BUILT_IN.find(({ name }) => name === definition.name);
  return (
    known !== undefined &&
    (known.type !== definition.type ||
      known.dataClass !== definition.dataClass ||
      known.minimum !== definition.minimum ||
      known.maximum !== definition.maximum ||
      definition.allowedValues.length > 0)
  );
};

const areLimitsWrong = ({ type, minimum, maximum }: TraitDefinition): boolean => {
  const given = [minimum, maximum].filter((limit) => limit !== null);
  if (given.length > 0 && ['BOOLEAN', 'DATE', 'ANY'].includes(type)) return true;
  return !given.every((limit) => DECIMAL.test(limit)) || (given.length === 2 && Number(minimum) > Number(maximum));
};

const areValuesWrong = ({ type, allowedValues }: TraitDefinition): boolean =>
  (allowedValues.length > 0 && type !== 'TEXT' && type !== 'LIST') ||
  allowedValues.length > VALUES_MAX ||
  hasTwice(allowedValues) ||
  allowedValues.some((value) => value.trim() !== value || value === '' || value.length > TEXT_LENGTH_MAX);

const areSourcesWrong = ({ trustedSources }: TraitDefinition): boolean =>
  trustedSources.length > SOURCES_MAX ||
  hasTwice(trustedSources) ||
  !trustedSources.every((source) => SOURCE.test(source));

const refusalOfDefinition = (
  definition: TraitDefinition,
  computedNames: readonly string[],
): TraitSchemaRefusal | null => {
  const { name, description, dataClass, visibleTo } = definition;
  if (!isBuiltIn(name) && !NAME.test(name)) return 'NAME';
  if (RESERVED.includes(name)) return 'RESERVED';
  if (computedNames.includes(name)) return 'COMPUTED';
  if (altersBuiltIn(definition)) return 'BUILT_IN';
  if (description.trim() === '' || description.length > DESCRIPTION_LENGTH_MAX) return 'DESCRIPTION';
  if (areSourcesWrong(definition)) return 'TRUSTED_SOURCES';
  if (areValuesWrong(definition)) return 'ALLOWED_VALUES';
  if (areLimitsWrong(definition)) return 'LIMITS';
  return hasTwice(visibleTo) || (visibleTo.length > 0 && dataClass !== 'SENSITIVE') ? 'VISIBLE_TO' : null;
};

/** The schema with some of it changed. */
export const changedTraitSchema = (schema: TraitSchema, change: TraitSchemaChange): TraitSchema => {
  const define = change.define ?? [];
  const gone = [...(change.remove ?? []), ...define.map(({ name }) => name)];
  return {
    traits: [...schema.traits.filter(({ name }) => !gone.includes(name)), ...define].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    unknownTraits: change.unknownTraits ?? schema.unknownTraits,
    unknownDataClass: change.unknownDataClass ?? schema.unknownDataClass,
  };
};

/**
 * Why a change cannot be made, or null. A sensitive trait is never forgotten: it would be unknown, and seen by more
 * people; it has to be given another class first, which stands in the audit.
 */
export const refusalOfTraitSchema = (
  schema: TraitSchema,
  change: TraitSchemaChange,
  computedNames: readonly string[],
): TraitSchemaRefusal | null => {
  const define = change.define ?? [];
  const remove = change.remove ?? [];
  if (hasTwice([...define.map(({ name }) => name), ...remove])) return 'NAMED_TWICE';
  for (const definition of define) {
    const refusal = refusalOfDefinition(definition, computedNames);
    if (refusal) return refusal;
  }
  if (remove.some(isBuiltIn)) return 'BUILT_IN';
  const removed = remove.map((name) => schema.traits.find((definition) => definition.name === name));
  if (removed.some((definition) => definition === undefined)) return 'UNDEFINED';
  if (removed.some((definition) => definition?.dataClass === 'SENSITIVE')) return 'SENSITIVE_STAYS';
  return changedTraitSchema(schema, change).traits.length > TRAITS_MAX ? 'TOO_MANY_TRAITS' : null;
};

/**
 * Whether a change can alter what customers are called, or the language and zone that others are told: then every
 * customer is looked through once more.
 */
export const concernsEverybody = (before: TraitSchema, after: TraitSchema): boolean =>
  BUILT_IN.some(({ name }) => {
    const [then, now] = [before, after].map(({ traits }) => traits.find((trait) => trait.name === name));
    return JSON.stringify(then?.trustedSources) !== JSON.stringify(now?.trustedSources);
  });
