import DataLoader from 'dataloader';
import type { Account } from '../domain/account.ts';
import { traitsInForce } from '../domain/trait.ts';
import type { Stores } from '../usecases/ports.ts';
import { createFinanceLoaders } from './finance-loaders.ts';
import { listLoader } from './list-loader.ts';

const createCustomerLoaders = ({ accounts, customers, facts, identifiers }: Stores) => ({
  /** The id that a customer is read under now. */
  currentIds: new DataLoader<string, string>(async (ids) => {
    const found = await customers.currentIdsOf(ids);
    return ids.map((id) => found.get(id) ?? id);
  }),
  /** What holds, over every id the customer was known by. */
  traits: listLoader(async (ids) => {
    const found = await facts.traitsOf(ids);
    return new Map([...found].map(([id, traits]) => [id, traitsInForce(traits)]));
  }),
  rejectedTraits: listLoader((ids) => facts.rejectedTraitsOf(ids)),
  identifiers: listLoader((ids) => identifiers.identifiersOf(ids)),
  holdings: listLoader((ids) => accounts.holdingsOf(ids)),
  holders: listLoader((ids) => accounts.holdersOf(ids)),
  accounts: new DataLoader<string, Account | null>(async (ids) => {
    const found = await accounts.accountsOf(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
});

/** The same number of statements per kind of thing and request, however many customers are asked for. */
export const createLoaders = (stores: Stores, now: () => Date) => ({
  ...createCustomerLoaders(stores),
  ...createFinanceLoaders(stores, now),
});
export type Loaders = ReturnType<typeof createLoaders>;
