import type { ContactPointKind, IdentityType, Page, PageRequest, Tx } from '@rapport/contracts';
import type { Account, AccountBalance, Holder, Holding } from '../domain/account.ts';
import type { ReceivedDocument } from '../domain/application/application.ts';
import type { ApplicationFacts } from '../domain/application/application-standing.ts';
import type { KnownCard } from '../domain/card/card.ts';
import type { ContactPoint, Customer } from '../domain/customer.ts';
import type { Facts } from '../domain/facts.ts';
import type { HeldIdentifier } from '../domain/identifier.ts';
import type { KnownIdentifier } from '../domain/identities.ts';
import type { Demotion, IdentityChange, KeptApart, MergeChange, MergeSuggestion } from '../domain/identity-change.ts';
import type { IdentityRulesVersion } from '../domain/identity-rules.ts';
import type { LoanFacts, PaymentView } from '../domain/loan/loan.ts';
import type { Alias, MergeLink } from '../domain/merge-tree.ts';
import type { ComputedTraitStore, TraitBucketStore, TraitSchemaStore, TraitStore } from './ports/traits.ts';

export type * from './ports/traits.ts';

/** By asked customer, over every id the customer was known by. */
type OfCustomers<T> = (customerIds: readonly string[], tx?: Tx) => Promise<Map<string, T[]>>;

export type CustomerStore = {
  insert(tx: Tx, customers: readonly Customer[]): Promise<void>;
  /** The id that each is read under now; what is no customer is left out. */
  currentIdsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, string>>;
  /** Forgets what was announced of customers: the next announcement says it again. */
  announceAnew(tx: Tx, customerIds: readonly string[]): Promise<void>;
  /** Current ids behind one, in their order. */
  idsAfter(customerId: string, limit: number): Promise<string[]>;
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

/** How many identifiers of a type a customer has, over every id they were known by. */
export type IdentifierCount = { readonly customerId: string; readonly type: IdentityType; readonly count: number };

export type IdentifierStore = {
  /** Who holds these identifiers, under their current ids. */
  holdersOf(tx: Tx, valueHashes: readonly string[]): Promise<KnownIdentifier[]>;
  /** How many identifiers of each type customers have, counted from an instant on; without types they have none of. */
  countsOf(
    tx: Tx,
    customerIds: readonly string[],
    countedSince: readonly { type: IdentityType; since: Date }[],
  ): Promise<IdentifierCount[]>;
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
};

export type AccountStore = {
  holdingsOf: OfCustomers<Holding>;
  accountsOf(accountIds: readonly string[]): Promise<Map<string, Account>>;
  /** By account, under the customers' current ids, owners first. */
  holdersOf(accountIds: readonly string[], tx?: Tx): Promise<Map<string, Holder[]>>;
  balancesOf(accountIds: readonly string[]): Promise<Map<string, AccountBalance>>;
};

export type CardStore = {
  cardsOf: OfCustomers<KnownCard>;
  /** By account, whoever holds them, under the customers' current ids. */
  cardsOfAccounts(accountIds: readonly string[]): Promise<Map<string, KnownCard[]>>;
};

/** What a customer's obligations were found to be; empty where they have no loan. */
export type ClaimedObligations = { readonly customerId: string; readonly hash: string; readonly isEmpty: boolean };

export type LoanStore = {
  /** The loans that customers borrowed or from whom something is due on them, with everything said of each. */
  loansOf: OfCustomers<LoanFacts>;
  /** Whose loans these are, under their current ids. */
  borrowersOf(tx: Tx, loanIds: readonly string[]): Promise<string[]>;
  /** What a customer paid, on whomever's loan, newest first. */
  paymentsOf(customerId: string, page: PageRequest): Promise<Page<PaymentView>>;
  /** Notes what is being told, and returns those of whom it was not told before; who never had a loan is left out. */
  claimObligations(tx: Tx, obligations: readonly ClaimedObligations[]): Promise<Set<string>>;
  /** Forgets what was told of customers: the next time it is told again. */
  tellObligationsAnew(tx: Tx, customerIds: readonly string[]): Promise<void>;
};

export type ApplicationStore = {
  /** Everything said of customers' applications, over every id they were known by. */
  applicationsOf(customerIds: readonly string[]): Promise<Map<string, ApplicationFacts>>;
  /** The documents that arrived of a customer, newest first. */
  documentsOf(customerId: string, page: PageRequest): Promise<Page<ReceivedDocument>>;
};

export type IdentityRulesStore = {
  /** The newest version; the first rules where nobody changed any. */
  inForce(tx?: Tx): Promise<IdentityRulesVersion>;
  insert(tx: Tx, rules: IdentityRulesVersion & { changedBy: string; changedAt: Date; reason: string }): Promise<void>;
};

export type MergeStore = {
  /** Every link among the ids that these customers are known by. */
  linksOf(customerIds: readonly string[], tx?: Tx): Promise<MergeLink[]>;
  /** The merges that stand, by customer, each with the source whose word it was; null where a person decided. */
  standingOf: OfCustomers<Pick<MergeChange, 'origin' | 'survivor' | 'source'>>;
  /** @throws RapportError CONFLICT where one of the two is no longer read as itself */
  link(tx: Tx, link: MergeLink): Promise<void>;
  unlink(tx: Tx, origin: string): Promise<void>;
  saveAlias(tx: Tx, alias: Alias): Promise<void>;
  keepApart(tx: Tx, pairs: readonly KeptApart[]): Promise<void>;
  /** Pairs that are kept apart in which these customers are the younger one, under their current ids. */
  keptApart(tx: Tx, customerIds: readonly string[]): Promise<(readonly [string, string])[]>;
  /** Takes back that any of the one ids and any of the others are kept apart. */
  allowTogether(tx: Tx, one: readonly string[], other: readonly string[]): Promise<void>;
  suggest(tx: Tx, suggestions: readonly Omit<MergeSuggestion, 'suggestedAt'>[]): Promise<void>;
  /** What still waits for a person, newest first, under current ids. */
  suggestions(page: PageRequest): Promise<Page<MergeSuggestion>>;
  /** What waits and began with one of these ids. */
  suggestionsOf(customerIds: readonly string[]): Promise<MergeSuggestion[]>;
  record(tx: Tx, changes: readonly MergeChange[]): Promise<void>;
};

export type IdentityHistoryStore = {
  /** Notes what was not gained, each once. */
  demote(tx: Tx, demotions: readonly Omit<Demotion, 'at'>[]): Promise<void>;
  /** Newest first, over every id of the customer. */
  page(customerId: string, page: PageRequest): Promise<Page<IdentityChange>>;
};

/** What profile needs of the world. */
export type Stores = {
  readonly customers: CustomerStore;
  readonly identifiers: IdentifierStore;
  readonly contactPoints: ContactPointStore;
  readonly facts: FactStore;
  readonly traits: TraitStore;
  readonly traitSchema: TraitSchemaStore;
  readonly computedTraits: ComputedTraitStore;
  readonly traitBuckets: TraitBucketStore;
  readonly accounts: AccountStore;
  readonly cards: CardStore;
  readonly loans: LoanStore;
  readonly applications: ApplicationStore;
  readonly rules: IdentityRulesStore;
  readonly merges: MergeStore;
  readonly history: IdentityHistoryStore;
};

/** The keys under which profile hashes what others may only recognise. */
export type Keys = { readonly identifier: Uint8Array; readonly contactPoint: Uint8Array };
