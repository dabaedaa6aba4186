import type { IdentityType } from '@rapport/contracts';

export const IDENTITY_CHANGE_KINDS = ['CREATED', 'ATTACHED', 'DEMOTED', 'MERGED', 'UNMERGED'] as const;
export type IdentityChangeKind = (typeof IDENTITY_CHANGE_KINDS)[number];

/** How two customers came to be one, or two again. */
export type MergeChange = {
  /** The id that was, or no longer is, read under another. */
  readonly origin: string;
  readonly survivor: string;
  readonly kind: 'MERGED' | 'UNMERGED';
  /** The identifier that tied them together; null where a person decided. */
  readonly type: IdentityType | null;
  readonly source: string | null;
  /** Who did it; null where a source's call did. */
  readonly changedBy: string | null;
  readonly reason: string | null;
  readonly at: Date;
};

/** An identifier that a customer did not gain because of a limit; kept once. */
export type Demotion = {
  readonly customerId: string;
  readonly type: IdentityType;
  readonly valueHash: string;
  readonly source: string | null;
  readonly at: Date;
};

/** One line of the history of who a customer is. */
export type IdentityChange = {
  readonly id: string;
  readonly kind: IdentityChangeKind;
  readonly at: Date;
  readonly type: IdentityType | null;
  readonly source: string | null;
  readonly changedBy: string | null;
  readonly reason: string | null;
  /** The customer who was merged or is separate again; null for all other changes. */
  readonly otherCustomerId: string | null;
};

/** Two customers whom a source tied together that may not merge them; of each pair the newest word is kept. */
export type MergeSuggestion = {
  readonly origin: string;
  readonly survivor: string;
  readonly type: IdentityType;
  readonly source: string;
  readonly suggestedAt: Date;
};

/** Two customers of whom a person said that they are two. */
export type KeptApart = { readonly origin: string; readonly survivor: string; readonly since: Date };
