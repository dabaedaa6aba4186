import type { Surface, Tx } from '@rapport/contracts';
import type { EarlierConversation } from '../domain/arbitration/choose-conversation.ts';
import type { Tally } from '../domain/arbitration/model.ts';
import type { Decision, RankingRecord } from '../domain/decision.ts';
import type { KnowledgeParts } from '../domain/knowledge/combine-knowledge.ts';
import type { ConsentCopy, ContactCopy, CustomerCopy, SensedCopy } from '../domain/knowledge/knowledge.ts';
import type { DecisionMode } from '../domain/knowledge/snapshot.ts';
import type { RecordedOutcome } from '../domain/outcome.ts';
import type { Protection } from '../domain/protection/protection.ts';

/** Reads take a transaction where they must see and lock with it, and the pool's freshest copy where none is given. */
export type KnowledgeStore = {
  /** All that is kept of customers, by asked id, over every id they were known by; dismissals since an instant. */
  partsOf(customerIds: readonly string[], dismissedSince: Date, tx?: Tx): Promise<Map<string, KnowledgeParts>>;
  /**
   * Of that only what protections rest on: an event that changes nothing else reads no more. Those with one `currentId`
   * are one person.
   */
  sensedOf(
    customerIds: readonly string[],
    tx: Tx,
  ): Promise<Map<string, Pick<KnowledgeParts, 'sensed' | 'protections'> & { readonly currentId: string }>>;
  /** What profile said of customers, by asked id: for their language. */
  customersOf(customerIds: readonly string[]): Promise<Map<string, CustomerCopy[]>>;
  /** Copies replace what was kept; each customer is named once. */
  saveCustomers(tx: Tx, copies: readonly CustomerCopy[]): Promise<void>;
  saveSensed(tx: Tx, copies: readonly SensedCopy[]): Promise<void>;
  saveConsents(tx: Tx, copies: readonly ConsentCopy[]): Promise<void>;
  /** Notes contacts, in the order they were told; an earlier instant than the one kept changes nothing. */
  noteContacts(tx: Tx, contacts: readonly ContactCopy[]): Promise<void>;
};

export type ProtectionStore = {
  /** By asked id, over every id the customer was known by. */
  protectionsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, Protection[]>>;
  save(tx: Tx, protections: readonly Protection[]): Promise<void>;
  /** Customers, by their current id, whose protection is to be looked at again, longest due first. */
  dueForReview(now: Date, limit: number): Promise<string[]>;
};

/** Under what a ranking is found again. */
export type RankingKey = {
  readonly customerId: string;
  readonly surface: Surface;
  readonly mode: DecisionMode;
  readonly snapshotVersion: string;
  readonly bucket: Date;
};

/** A page of one customer's decisions, newest first. */
export type DecisionPageRequest = {
  readonly customerId: string;
  readonly limit: number;
  /** Instant and id of the last decision of the page before. */
  readonly after: { readonly decidedAt: string; readonly id: string } | null;
  /** Whether decisions that were only looked at are left out. */
  readonly servedOnly: boolean;
};

export type RankingStore = {
  /** The rankings that stand under keys, by the index of the key. */
  findByKeys(keys: readonly RankingKey[], tx?: Tx): Promise<Map<number, string>>;
  /** Inserts rankings that are the first under their keys, and returns their ids. */
  insertNew(tx: Tx, records: readonly RankingRecord[]): Promise<Set<string>>;
  /** Rankings by id. */
  findMany(ids: readonly string[]): Promise<Map<string, RankingRecord>>;
};

export type DecisionStore = {
  insert(tx: Tx, decisions: readonly Decision[]): Promise<void>;
  /** The decisions of rankings, by ranking, best first. */
  ofRankings(rankingIds: readonly string[]): Promise<Map<string, Decision[]>>;
  /** Decisions by id, each under the customer's current id. */
  findMany(ids: readonly string[], tx?: Tx): Promise<Map<string, Decision>>;
  /** One page per request, in the order asked; one statement for all. */
  pages(requests: readonly DecisionPageRequest[]): Promise<Decision[][]>;
  /** The conversations that were decided on for a customer after an instant. */
  conversationsSince(tx: Tx, customerId: string, since: Date): Promise<EarlierConversation[]>;
};

export type OutcomeStore = {
  /** What became of decisions, by decision, oldest first. */
  outcomesOf(decisionIds: readonly string[], tx?: Tx): Promise<Map<string, RecordedOutcome[]>>;
  insert(tx: Tx, outcome: RecordedOutcome): Promise<void>;
  /** What was learnt, by context bucket and action. */
  talliesOf(contextBuckets: readonly string[], tx?: Tx): Promise<Map<string, Record<string, Tally>>>;
  /** Adds what one outcome teaches. */
  learn(tx: Tx, learnt: Learnt): Promise<void>;
};

/** What one outcome teaches about an action in a context; a customer's always go to the same shard. */
export type Learnt = {
  readonly contextBucket: string;
  readonly actionKey: string;
  readonly shard: number;
  readonly change: Tally;
};

/** What decisioning needs of the world. */
export type Stores = {
  readonly knowledge: KnowledgeStore;
  readonly protections: ProtectionStore;
  readonly rankings: RankingStore;
  readonly decisions: DecisionStore;
  readonly outcomes: OutcomeStore;
};

/** Cryptographic randomness, for seeds. */
export type Random = (byteCount: number) => Uint8Array;
export type Now = () => Date;
