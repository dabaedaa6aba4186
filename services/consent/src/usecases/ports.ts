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
  /** Replaces what profile said of a customer. */
  save(tx: Tx, copy: CustomerCopy, contactPoints: readonly OwnedContactPoint[]): Promise<void>;
};

export type PermitStore = {
  /** Permits issued to customers after an instant, by asked id. */
  issuedSince(customerIds: readonly string[], since: Date, tx?: Tx): Promise<Map<string, Permit[]>>;
  insert(tx: Tx, permit: Permit): Promise<void>;
  /** Frees what one effect reserved after an instant and has not used, for any id the customer was known by. */
  release(tx: Tx, reserved: { customerId: string; effectId: string; since: Date }): Promise<void>;
  settle(tx: Tx, permitId: string, status: 'USED' | 'FREED'): Promise<void>;
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
