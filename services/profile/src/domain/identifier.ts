import { type Identifier, type IdentityType, identifierHash, normaliseIdentifier } from '@rapport/contracts';
import { storableText } from './call.ts';

/** From the strongest to the weakest: what the bank itself vouches for comes before what a device says. */
export const STRENGTH: readonly IdentityType[] = [
  'USER_ID',
  'CRM_ID',
  'ACCOUNT_ID',
  'EMAIL',
  'PHONE',
  'CARD_TOKEN',
  'DEVICE_ID',
  'PUSH_TOKEN',
  'EXTERNAL',
  'ANONYMOUS_ID',
];

/** Types of which a customer has at most one: a second value is a second person, whatever device they share. */
export const UNIQUE_TYPES: readonly IdentityType[] = ['USER_ID', 'CRM_ID'];

/** What programs send when they know nobody; following it would make one customer of all of them. */
const BLOCKED = /^([0-]*|-1|null|undefined|anonymous)$/i;

/** An identifier under the keyed hash by which it is looked up, here and elsewhere. */
export type HashedIdentifier = {
  readonly type: IdentityType;
  readonly valueHash: string;
  /** Normalised. */
  readonly value: string;
};

/** An identifier as it is kept: whoever it was first seen with keeps it. */
export type HeldIdentifier = HashedIdentifier & { readonly customerId: string; readonly firstSeenAt: Date };

/** The spelling an identifier is kept under, or null where it cannot identify anybody. */
export const usableValue = ({ type, value }: Identifier): string | null => {
  if (BLOCKED.test(value.trim()) || storableText(value) !== value) return null;
  const normalised = normaliseIdentifier(type, value);
  return normalised === null || BLOCKED.test(normalised) ? null : normalised;
};

export const byStrength = (a: { type: IdentityType }, b: { type: IdentityType }): number =>
  STRENGTH.indexOf(a.type) - STRENGTH.indexOf(b.type);

/** The usable identifiers of a set, strongest first, each once. Empty: the set says nothing of who it is about. */
export const hashIdentifiers = (key: Uint8Array, identifiers: readonly Identifier[]): HashedIdentifier[] => {
  const usable = identifiers.flatMap(({ type, value }): HashedIdentifier[] => {
    const normalised = usableValue({ type, value });
    return normalised === null ? [] : [{ type, value: normalised, valueHash: identifierHash(key, type, normalised) }];
  });
  return [...new Map(usable.map((item) => [item.valueHash, item])).values()].sort(byStrength);
};
