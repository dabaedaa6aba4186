import type { DomainEvent, Tx } from '@rapport/contracts';
import type { Stores } from './ports.ts';

type CustomerState = { locale: string; accounts: readonly { accountType: string }[] };

/** Keeps what decisioning needs of a customer: their language, and the kinds of account they hold. */
export const copyCustomer =
  ({ stores }: { stores: Pick<Stores, 'knowledge'> }) =>
  async (tx: Tx, { about: customerId, data }: DomainEvent<CustomerState>): Promise<void> => {
    const accountTypes = [...new Set(data.accounts.map(({ accountType }) => accountType))].sort();
    await stores.knowledge.saveCustomer(tx, { customerId, locale: data.locale, accountTypes });
  };
