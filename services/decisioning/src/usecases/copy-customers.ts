import type { DomainEvent, Tx } from '@rapport/contracts';
import type { CustomerCopy } from '../domain/knowledge/knowledge.ts';
import type { Stores } from './ports.ts';

type CustomerState = { locale: string; accounts: readonly { accountType: string }[] };

/** What decisioning needs of a customer: their language, and the kinds of account they hold. */
export const customerCopyOf = ({ about: customerId, data }: DomainEvent<CustomerState>): CustomerCopy => ({
  customerId,
  locale: data.locale,
  accountTypes: [...new Set(data.accounts.map(({ accountType }) => accountType))].sort(),
});

/** Keeps what profile said of customers. */
export const copyCustomers =
  ({ stores }: { stores: Pick<Stores, 'knowledge'> }) =>
  (tx: Tx, copies: readonly CustomerCopy[]): Promise<void> =>
    stores.knowledge.saveCustomers(tx, copies);
