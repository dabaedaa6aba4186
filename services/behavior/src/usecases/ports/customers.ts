import type { Tx } from '@rapport/contracts';
import type { HeldAccount } from '../../domain/features/customer-days.ts';
import type { StatedTrait } from '../../domain/ledger/stated-trait.ts';

/** Reads by asked id go over every id the customer was known by. */
export type CustomerStore = {
  /** Replaces what profile said of customers, each named once. */
  save(tx: Tx, copies: readonly CustomerCopy[]): Promise<void>;
  /** The customers behind keyed hashes of identifiers; only hashes that lead to exactly one. */
  customersBehind(hashes: readonly string[]): Promise<Map<string, string>>;
  /** The id under which each customer is read at present. */
  currentIdsOf(tx: Tx, customerIds: readonly string[]): Promise<Map<string, string>>;
  /** The present ids of the owners of accounts, by account; only accounts with exactly one. */
  ownersOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>>;
  /** Whether profile ever spoke of a customer. */
  isKnown(tx: Tx, customerId: string): Promise<boolean>;
  accountsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, HeldAccount[]>>;
  /** Keeps what customers stated of themselves; an earlier word never stands over a later one. */
  state(tx: Tx, traits: readonly StatedTrait[]): Promise<void>;
  /** Who holds accounts, by account, with the id under which each holder is read at present. */
  holdersOf(accountIds: readonly string[], tx?: Tx): Promise<Map<string, (HeldAccount & { currentId: string })[]>>;
};

/** What behavior keeps of a customer that profile owns. */
export type CustomerCopy = {
  readonly customerId: string;
  readonly accounts: readonly HeldAccount[];
  readonly timeZone: string;
  readonly identifierHashes: readonly string[];
};
