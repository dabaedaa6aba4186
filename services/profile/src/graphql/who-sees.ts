import { maskAddress, type Viewer } from '@rapport/contracts';
import type { HeldIdentifier } from '../domain/identifier.ts';
import { maySeeClass, maySeeTrait } from '../domain/traits/trait-visibility.ts';
import type { Context } from './context.ts';

/** Whether the customer looks at themselves; everybody else recognises contact data without being able to use it. */
export const isSelf = (viewer: Viewer, customerId: string): boolean =>
  viewer.roles.includes('CUSTOMER') && viewer.customerIds.includes(customerId);

/** An identifier in which an address is recognised and cannot be used. */
export const masked = (identifier: HeldIdentifier): HeldIdentifier =>
  identifier.type === 'EMAIL' || identifier.type === 'PHONE'
    ? { ...identifier, value: maskAddress(identifier.type, identifier.value) }
    : identifier;

/** What a viewer may see of the traits of one customer, by name; a name that is computed is nobody's to state. */
const sightOf = async ({ viewer, loaders }: Context, isOwn: boolean) => {
  const [schema, declared] = await Promise.all([loaders.traitSchema(), loaders.declaredTraits()]);
  const who = { roles: viewer.roles, isSelf: isOwn };
  const computedOf = (name: string) => declared.find((trait) => trait.name === name);
  return {
    isComputed: (name: string): boolean => computedOf(name) !== undefined,
    maySee: (name: string): boolean => {
      const computed = computedOf(name);
      return computed ? maySeeClass(computed, who) : maySeeTrait(schema, name, who);
    },
  };
};

/** What is known of a customer, as far as the viewer may see it: stated, guessed and computed, by name. */
export const visibleTraits = async (customerId: string, context: Context) => {
  const { loaders, viewer } = context;
  const [sight, stated, computed] = await Promise.all([
    sightOf(context, isSelf(viewer, customerId)),
    loaders.traits.load(customerId),
    loaders.computedTraits.load(customerId),
  ]);
  return [
    ...stated.filter(({ name }) => !sight.isComputed(name)),
    ...computed.map((trait) => ({ ...trait, otherSources: [] })),
  ]
    .filter(({ name }) => sight.maySee(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** What was rejected of a customer; that there is something sensitive is sensitive itself. */
export const visibleRejectedTraits = async (customerId: string, context: Context) => {
  const { maySee } = await sightOf(context, isSelf(context.viewer, customerId));
  return (await context.loaders.rejectedTraits.load(customerId)).filter(({ name }) => maySee(name));
};

/** Of what was stated of two customers, what staff may see. */
export const visibleOf = async <T extends { readonly name: string }>(
  traits: readonly T[],
  context: Context,
): Promise<T[]> => {
  const { maySee, isComputed } = await sightOf(context, false);
  return traits.filter(({ name }) => !isComputed(name) && maySee(name));
};
