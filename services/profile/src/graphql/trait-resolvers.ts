import { isBuiltIn, type TraitDefinition } from '../domain/traits/trait-schema.ts';
import type { Context } from './context.ts';
import type {
  ChangeTraitSchemaInput,
  DeclareComputedTraitInput,
  EndComputedTraitInput,
  Resolvers,
  TraitDefinitionInput,
} from './generated.ts';
import { isReason, NO_REASON, refused } from './refusals.ts';
import { DECLARATION_REFUSALS, TRAIT_SCHEMA_REFUSALS } from './trait-refusals.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const definitionOfInput = (given: TraitDefinitionInput): TraitDefinition => ({
  name: given.name,
  description: given.description,
  type: given.type,
  dataClass: given.dataClass,
  trustedSources: given.trustedSources ?? [],
  allowedValues: given.allowedValues ?? [],
  minimum: given.minimum ?? null,
  maximum: given.maximum ?? null,
  visibleTo: given.visibleTo ?? [],
});

const changeTraitSchema = async (_: unknown, { input }: { input: ChangeTraitSchemaInput }, context: Context) => {
  const { does, viewer } = context;
  if (!isReason(input.reason)) return refused(NO_REASON);
  return does.once({ viewer, mutation: 'profileChangeTraitSchema', input }, async (tx) => {
    const { idempotencyKey: _key, define, ...change } = input;
    const schema = await does.changeTraitSchema(tx, viewer, { ...change, define: define?.map(definitionOfInput) });
    if (typeof schema === 'string') return { schema: null, ...refused(TRAIT_SCHEMA_REFUSALS[schema]) };
    return { schema, userErrors: [] };
  });
};

const declare = async (_: unknown, { input }: { input: DeclareComputedTraitInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused(NO_REASON);
  return does.once({ viewer, mutation: 'profileDeclareComputedTrait', input }, async (tx) => {
    const declared = await does.declareComputedTrait(tx, viewer, {
      name: input.name,
      description: input.description,
      dataClass: input.dataClass ?? 'BEHAVIOURAL',
      visibleTo: input.visibleTo ?? [],
      event: input.event,
      conditions: (input.conditions ?? []).map(({ values, ...rest }) => ({ ...rest, values: values ?? [] })),
      computes: input.computes,
      property: input.property ?? null,
      currencyProperty: input.currencyProperty ?? null,
      windowDays: input.windowDays ?? null,
      reason: input.reason,
    });
    if (typeof declared === 'string') return { computedTrait: null, ...refused(DECLARATION_REFUSALS[declared]) };
    return { computedTrait: declared, userErrors: [] };
  });
};

const end = async (_: unknown, { input }: { input: EndComputedTraitInput }, { does, viewer }: Context) => {
  if (!isReason(input.reason)) return refused(NO_REASON);
  return does.once({ viewer, mutation: 'profileEndComputedTrait', input }, async (tx) => {
    const ended = await does.endComputedTrait(tx, viewer, input);
    if (ended !== 'NOT_FOUND') return { computedTrait: ended, userErrors: [] };
    const error = { code: 'NOT_FOUND', message: 'no computed trait has this name', field: 'input.name' };
    return { computedTrait: null, ...refused(error) };
  });
};

export const traitQueries: NonNullable<Resolvers['Query']> = {
  profileTraitSchema: (_, __, { loaders }) => loaders.traitSchema(),
  profileComputedTraits: (_, __, { loaders }) => loaders.declaredTraits(),
};

export const traitMutations: NonNullable<Resolvers['Mutation']> = {
  profileChangeTraitSchema: changeTraitSchema,
  profileDeclareComputedTrait: declare,
  profileEndComputedTrait: end,
};

export const traitTypes: Pick<Resolvers, 'Trait' | 'TraitStatement' | 'TraitDefinition'> = {
  Trait: { value: ({ value }) => textOf(value) },
  TraitStatement: { value: ({ value }) => textOf(value) },
  TraitDefinition: { isBuiltIn: ({ name }) => isBuiltIn(name) },
};
