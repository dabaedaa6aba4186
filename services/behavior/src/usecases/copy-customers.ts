import type { DomainEvent, Tx } from '@rapport/contracts';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { CustomerCopy, Stores } from './ports.ts';

type CustomerState = {
  readonly timeZone: string;
  readonly accounts: readonly Omit<HeldAccount, 'customerId'>[];
  readonly identifiers: readonly { readonly hash: string }[];
};

/** What behavior needs of a customer: who they are when they call, and which accounts are theirs. */
export const copyOf = ({ about: customerId, data }: DomainEvent<CustomerState>): CustomerCopy => ({
  customerId,
  accounts: data.accounts.map(({ accountId, accountType, currency, role }) => ({
    customerId,
    accountId,
    accountType,
    currency,
    role,
  })),
  timeZone: data.timeZone,
  identifierHashes: [...new Set(data.identifiers.map(({ hash }) => hash))],
});

/** Keeps what profile said of customers, of each one thing at most: its newest word. */
export const copyCustomers =
  ({ stores }: { stores: Pick<Stores, 'customers'> }) =>
  (tx: Tx, copies: readonly CustomerCopy[]): Promise<void> =>
    stores.customers.save(tx, copies);
