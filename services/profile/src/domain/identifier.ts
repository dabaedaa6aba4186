import { type Identifier, type IdentityType, identifierHash, normaliseIdentifier } from '@rapport/contracts';
import { storableText } from './call.ts';
import { type IdentityRules, isBlocked, orderOf, STRENGTH } from './identity-rules.ts';

/** An identifier under the keyed hash by which it is looked up, here and elsewhere. */
export type HashedIdentifier = {
  readonly type: IdentityType;
  readonly valueHash: string;
  /** Normalised. */
  readonly value: string;
};

/** An identifier as it is kept: whoever it was first seen with keeps it. */
export type HeldIdentifier = HashedIdentifier & {
  readonly customerId: string;
  readonly firstSeenAt: Date;
  /** The source it came from; null where another service asked who it is. */
  readonly source: string | null;
};

/** The spelling an identifier is kept under, or null where it cannot identify anybody. */
export const usableValue = (rules: IdentityRules, { type, value }: Identifier): string | null => {
  if (isBlocked(rules, value) || storableText(value) !== value) return null;
  const normalised = normaliseIdentifier(type, value);
  return normalised === null || isBlocked(rules, normalised) ? null : normalised;
};

export const byStrength = (a: { type: IdentityType }, b: { type: IdentityType }): number =>
  STRENGTH.indexOf(a.type) - STRENGTH.indexOf(b.type);

/** The usable identifiers of a set, strongest first, each once. Empty: the set says nothing of who it is about. */
export const hashIdentifiers = (
  key: Uint8Array,
  rules: IdentityRules,
  identifiers: readonly Identifier[],
): HashedIdentifier[] => {
  const order = orderOf(rules);
  const usable = identifiers.flatMap(({ type, value }): HashedIdentifier[] => {
    const normalised = usableValue(rules, { type, value });
    return normalised === null ? [] : [{ type, value: normalised, valueHash: identifierHash(key, type, normalised) }];
  });
  return [...new Map(usable.map((item) => [item.valueHash, item])).values()].sort(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type),
  );
};
