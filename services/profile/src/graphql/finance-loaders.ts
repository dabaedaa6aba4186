import DataLoader from 'dataloader';
import type { AccountBalance } from '../domain/account.ts';
import type { Stores } from '../usecases/ports.ts';
import { readApplications } from '../usecases/read-applications.ts';
import { readCards } from '../usecases/read-cards.ts';
import { readLoans } from '../usecases/read-loans.ts';
import { listLoader } from './list-loader.ts';

/** What customers have with the bank, as it stands now. */
export const createFinanceLoaders = (stores: Stores, now: () => Date) => ({
  applications: listLoader(readApplications({ stores, now })),
  cards: listLoader(readCards({ cardsOf: (ids) => stores.cards.cardsOf(ids), now })),
  accountCards: listLoader(readCards({ cardsOf: (ids) => stores.cards.cardsOfAccounts(ids), now })),
  loans: listLoader(readLoans({ stores, now })),
  balances: new DataLoader<string, AccountBalance | null>(async (accountIds) => {
    const found = await stores.accounts.balancesOf(accountIds);
    return accountIds.map((accountId) => found.get(accountId) ?? null);
  }),
});
