import type { ACCOUNT_TYPES, HOLDER_ROLES } from '@rapport/contracts';

export type AccountType = (typeof ACCOUNT_TYPES)[number];
export type HolderRole = (typeof HOLDER_ROLES)[number];

/** An account, under the id by which the bank names it. */
export type Account = {
  readonly accountId: string;
  readonly accountType: AccountType;
  readonly currency: string;
  /** What the customer calls it. */
  readonly name: string | null;
  readonly openedAt: Date | null;
  /** When the bank last said so: what was said earlier changes nothing. */
  readonly statedAt: Date;
};

/** What an account's balance was reported to be. Behavior keeps the balance after each transaction; this is stated. */
export type AccountBalance = {
  readonly accountId: string;
  readonly currency: string;
  readonly booked: string;
  readonly available: string | null;
  readonly asOf: Date;
  /** The source that said so. */
  readonly source: string;
  readonly statedAt: Date;
};

/** Who holds an account, and what they may do. */
export type Holder = {
  readonly customerId: string;
  readonly accountId: string;
  readonly role: HolderRole;
  readonly statedAt: Date;
};

/** An account as one of its holders has it. */
export type Holding = Account & Pick<Holder, 'customerId' | 'role'>;

/**
 * An account as somebody looks at it.
 * `readerId` is the customer in whose right it is read: the holder who asks or is asked about, else the owner.
 */
export type AccountView = Account & { readonly readerId: string };

/** A customer whom a viewer may act for, and the id they are read under now. */
export type OwnCustomer = { readonly customerId: string; readonly current: string };

/** In whose right an account is read: one of the viewer's customers who holds it, by their id, else its owner. */
export const readerOf = (holders: readonly Holder[], own: readonly OwnCustomer[]): string | null => {
  const holding = own.find(({ current }) => holders.some(({ customerId }) => customerId === current));
  const owner = holders.find(({ role }) => role === 'OWNER') ?? holders[0];
  return holding?.customerId ?? owner?.customerId ?? null;
};
