import type { Tx } from '@rapport/contracts';
import type { Consent, ContactPoint, CustomerCopy, OwnedContactPoint, Permit } from '../domain/consent.ts';
import type { LedgerContent, LedgerEntry } from '../domain/ledger.ts';

/** Reads take a transaction where they must see and lock with it, and the pool's freshest copy where none is given. */
export type LedgerStore = {
  findLast(tx: Tx, holderId: string): Promise<LedgerEntry | null>;
  append(tx: Tx, entry: LedgerEntry, content: LedgerContent): Promise<void>;
  /** A whole chain and the contents that were not erased, first entry first. */
  chainOf(holderId: string): Promise<{ entries: LedgerEntry[]; contents: LedgerContent[] }>;
};

export type ConsentStore = {
  /** By asked id, over every id the customer was known by. */
  consentsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, Consent[]>>;
  save(tx: Tx, consent: Consent): Promise<void>;
};

export type ContactPointStore = {
  byIds(contactPointIds: readonly string[], tx?: Tx): Promise<Map<string, ContactPoint>>;
  save(tx: Tx, contactPoint: ContactPoint): Promise<void>;
  /** The contact points of customers with what was said at them, by asked id. */
  ownedBy(customerIds: readonly string[], tx?: Tx): Promise<Map<string, (OwnedContactPoint & { blocked: boolean })[]>>;
  ownersOf(tx: Tx, contactPointId: string): Promise<string[]>;
};

export type CustomerStore = {
  copiesOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, CustomerCopy>>;
  /** The id that customers who were merged have now, by asked id; whoever is missing has kept their own. */
  currentIdsOf(tx: Tx, customerIds: readonly string[]): Promise<Map<string, string>>;
  /** Replaces what profile said of customers; each is named once. */
  save(tx: Tx, copies: readonly CustomerCopy[], contactPoints: readonly OwnedContactPoint[]): Promise<void>;
};

export type PermitStore = {
  /** Permits issued to customers after an instant, by asked id. */
  issuedSince(customerIds: readonly string[], since: Date, tx?: Tx): Promise<Map<string, Permit[]>>;
  insert(tx: Tx, permit: Permit): Promise<void>;
  /** Frees what effects reserved after an instant and have not used, for any id their customers were known by. */
  release(tx: Tx, effects: readonly { customerId: string; effectId: string }[], since: Date): Promise<void>;
  /** Writes what became of permits, by their ids. */
  settle(tx: Tx, settled: ReadonlyMap<string, 'USED' | 'FREED'>): Promise<void>;
};

/** What consent needs of the world. */
export type Stores = {
  readonly ledger: LedgerStore;
  readonly consents: ConsentStore;
  readonly contactPoints: ContactPointStore;
  readonly customers: CustomerStore;
  readonly permits: PermitStore;
};

/** Cryptographic randomness for salts. */
export type Random = (byteCount: number) => Uint8Array;
export type Now = () => Date;
