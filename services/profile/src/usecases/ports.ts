import type { ContactPointKind, IdentityType, Page, PageRequest, Tx } from '@rapport/contracts';
import type { Account, Holder, Holding } from '../domain/account.ts';
import type { Application, ReceivedDocument } from '../domain/application.ts';
import type { ContactPoint, Customer } from '../domain/customer.ts';
import type { Facts } from '../domain/facts.ts';
import type { HeldIdentifier } from '../domain/identifier.ts';
import type { KnownIdentifier } from '../domain/resolve-identity.ts';
import type { RejectedTrait, Trait } from '../domain/trait.ts';

/** By asked customer, over every id the customer was known by. */
type OfCustomers<T> = (customerIds: readonly string[], tx?: Tx) => Promise<Map<string, T[]>>;

export type CustomerStore = {
  insert(tx: Tx, customers: readonly Customer[]): Promise<void>;
  /** Which of these ids are customers. */
  existing(customerIds: readonly string[]): Promise<Set<string>>;
  setDisplayNames(tx: Tx, names: readonly { customerId: string; displayName: string | null }[]): Promise<void>;
  /** Notes what is being announced, and returns the customers of whom it was not announced before. */
  claimAnnouncements(
    tx: Tx,
    announcements: readonly { customerId: string; announcedHash: string }[],
  ): Promise<Set<string>>;
  /** Customers by id, oldest first: all, or those whose name is like the search or who hold one of the hashes. */
  search(
    page: PageRequest,
    search: { text: string; valueHashes: readonly string[] } | null,
  ): Promise<Page<{ id: string }>>;
};

export type IdentifierStore = {
  /** Who holds these identifiers, and all that those holders have of some types. */
  known(tx: Tx, valueHashes: readonly string[], holdersTypes: readonly IdentityType[]): Promise<KnownIdentifier[]>;
  /** Keeps others from giving these identifiers a holder at the same time, until the transaction ends. */
  lock(tx: Tx, valueHashes: readonly string[]): Promise<void>;
  insert(tx: Tx, identifiers: readonly HeldIdentifier[]): Promise<void>;
  /** Newest first. */
  identifiersOf: OfCustomers<HeldIdentifier>;
  findHolder(type: IdentityType, valueHash: string): Promise<string | null>;
};

export type ContactPointStore = {
  /** What was given last comes first. */
  contactPointsOf: OfCustomers<ContactPoint>;
  /** Where a customer is reached by a kind of contact point: what they gave last. */
  findNewest(customerId: string, kind: ContactPointKind): Promise<ContactPoint | null>;
  ownersOf(contactPointId: string): Promise<string[]>;
};

export type FactStore = {
  /** Keeps what is newer than what is known, one statement per kind of fact. */
  save(tx: Tx, facts: Facts): Promise<void>;
  traitsOf: OfCustomers<Trait>;
  rejectedTraitsOf: OfCustomers<RejectedTrait>;
  applicationsOf: OfCustomers<Application>;
  documentsOf: OfCustomers<ReceivedDocument>;
};

export type AccountStore = {
  holdingsOf: OfCustomers<Holding>;
  accountsOf(accountIds: readonly string[]): Promise<Map<string, Account>>;
  /** By account, under the customers' current ids, owners first. */
  holdersOf(accountIds: readonly string[], tx?: Tx): Promise<Map<string, Holder[]>>;
};

/** What profile needs of the world. */
export type Stores = {
  readonly customers: CustomerStore;
  readonly identifiers: IdentifierStore;
  readonly contactPoints: ContactPointStore;
  readonly facts: FactStore;
  readonly accounts: AccountStore;
};

/** The keys under which profile hashes what others may only recognise. */
export type Keys = { readonly identifier: Uint8Array; readonly contactPoint: Uint8Array };
