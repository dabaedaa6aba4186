import type { RejectedTrait, Trait } from '../trait.ts';
import type { TraitSchema } from './trait-schema.ts';

/** The most different traits that are kept of one customer. */
export const TRAIT_NAMES_MAX = 500;

/** Where a rejected trait is noted whose own name is one too many. */
const UNNAMED = 'unnamed';

/** Defined under its own name: groups share one definition, and there may be any number of them. */
const isDefined = ({ traits }: TraitSchema, name: string): boolean => traits.some((trait) => trait.name === name);

/**
 * Lets a customer gain no more than so many different traits: a source that makes up a new name with every call would
 * grow without end. What is defined always finds room, and what is known already goes on.
 * @param known the names of each customer's traits, by customer
 */
export const boundNames = (
  schema: TraitSchema,
  traits: readonly Trait[],
  known: ReadonlyMap<string, readonly string[]>,
): { readonly traits: Trait[]; readonly rejected: RejectedTrait[] } => {
  const names = new Map([...known].map(([customerId, list]) => [customerId, new Set(list)]));
  const kept: Trait[] = [];
  const rejected: RejectedTrait[] = [];
  for (const trait of traits) {
    const { customerId, name, source, observedAt } = trait;
    const own = names.get(customerId) ?? new Set();
    names.set(customerId, own);
    if (own.has(name) || own.size < TRAIT_NAMES_MAX || isDefined(schema, name)) {
      own.add(name);
      kept.push(trait);
    } else rejected.push({ customerId, name: UNNAMED, reason: 'TOO_MANY', source, observedAt });
  }
  return { traits: kept, rejected };
};
