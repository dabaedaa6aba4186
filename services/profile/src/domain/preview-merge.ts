import type { Holding } from './account.ts';
import type { HeldIdentifier } from './identifier.ts';
import { UNIQUE_TYPES } from './identity-rules.ts';
import { displayNameOf, type Trait } from './trait.ts';
import type { TraitSchema } from './traits/trait-schema.ts';
import { type TraitInForce, traitsInForce } from './traits/traits-in-force.ts';

/** What is kept of two customers, taken together. */
export type KeptOfBoth = {
  readonly identifiers: readonly HeldIdentifier[];
  /** What every source said of the one, and of the other. */
  readonly statements: readonly [readonly Trait[], readonly Trait[]];
  readonly holdings: readonly Holding[];
};

/** What two customers would look like as one. */
export type MergedView = {
  readonly displayName: string | null;
  readonly identities: readonly HeldIdentifier[];
  /** What would hold of them. */
  readonly traits: readonly TraitInForce[];
  /** What holds of one of them and would give way to the other's. */
  readonly yieldingTraits: readonly TraitInForce[];
  readonly holdings: readonly Holding[];
};

/** The merged customer, as every reader would see them: nothing is lost, of each trait the weightier one holds. */
export const mergedViewOf = (schema: TraitSchema, { identifiers, statements, holdings }: KeptOfBoth): MergedView => {
  const inForce = traitsInForce(schema, statements.flat());
  const isKept = ({ customerId, name, source }: Trait) =>
    inForce.some((kept) => kept.name === name && kept.customerId === customerId && kept.source === source);
  return {
    displayName: displayNameOf(inForce),
    identities: identifiers,
    traits: inForce,
    yieldingTraits: statements.flatMap((own) => traitsInForce(schema, own)).filter((trait) => !isKept(trait)),
    holdings: [...new Map(holdings.map((holding) => [holding.accountId, holding])).values()],
  };
};

/** The types of which both have a value though a person has but one: they are two people, whoever says otherwise. */
export const contradictionsOf = (
  one: readonly Pick<HeldIdentifier, 'type'>[],
  other: readonly Pick<HeldIdentifier, 'type'>[],
) => UNIQUE_TYPES.filter((type) => one.some((held) => held.type === type) && other.some((held) => held.type === type));
