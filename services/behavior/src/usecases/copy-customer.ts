import type { DomainEvent, Tx } from '@rapport/contracts';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { Stores } from './ports.ts';

type CustomerState = {
  readonly timeZone: string;
  readonly accounts: readonly Omit<HeldAccount, 'customerId'>[];
  readonly identifiers: readonly { readonly hash: string }[];
};

/** Keeps what behavior needs of a customer: who they are when they call, and which accounts are theirs. */
export const copyCustomer =
  ({ stores }: { stores: Pick<Stores, 'customers'> }) =>
  (tx: Tx, { about: customerId, data }: DomainEvent<CustomerState>): Promise<void> =>
    stores.customers.save(tx, {
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
