import type { Tx } from '@rapport/contracts';
import type { HeldAccount } from '../../domain/features/customer-days.ts';

/** Reads by asked id go over every id the customer was known by. */
export type CustomerStore = {
  /** Replaces what profile said of a customer. */
  save(tx: Tx, copy: CustomerCopy): Promise<void>;
  /** The customers behind keyed hashes of identifiers; only hashes that lead to exactly one. */
  customersBehind(hashes: readonly string[]): Promise<Map<string, string>>;
  /** The id under which each customer is read at present. */
  currentIdsOf(tx: Tx, customerIds: readonly string[]): Promise<Map<string, string>>;
  /** The present ids of the owners of accounts, by account; only accounts with exactly one. */
  ownersOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>>;
  accountsOf(customerIds: readonly string[], tx?: Tx): Promise<Map<string, HeldAccount[]>>;
  /** Who holds accounts, by account, with the id under which each holder is read at present. */
  holdersOf(accountIds: readonly string[], tx?: Tx): Promise<Map<string, (HeldAccount & { currentId: string })[]>>;
};

/** What behavior keeps of a customer that profile owns. */
export type CustomerCopy = {
  readonly customerId: string;
  readonly accounts: readonly HeldAccount[];
  readonly identifierHashes: readonly string[];
};
