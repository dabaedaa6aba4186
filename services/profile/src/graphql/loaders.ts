import DataLoader from 'dataloader';
import type { Account } from '../domain/account.ts';
import { computedTraitsOf } from '../domain/computed/buckets.ts';
import type { DeclaredTrait } from '../domain/computed/computed-trait.ts';
import type { TraitSchemaVersion } from '../domain/traits/trait-schema.ts';
import { traitsInForce } from '../domain/traits/traits-in-force.ts';
import type { Stores } from '../usecases/ports.ts';
import { createFinanceLoaders } from './finance-loaders.ts';
import { listLoader } from './list-loader.ts';

/** Reads something once per request, whoever asks for it. */
const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let reading: Promise<T> | null = null;
  return () => (reading ??= read());
};

const traitLoaders = ({ traits, traitSchema, computedTraits, traitBuckets }: Stores, now: () => Date) => {
  const schemaInForce = once<TraitSchemaVersion>(() => traitSchema.inForce());
  const declared = once<DeclaredTrait[]>(() => computedTraits.inForce());
  return {
    traitSchema: schemaInForce,
    /** The computed traits that hold. */
    declaredTraits: declared,
    /** What holds, over every id the customer was known by. */
    traits: listLoader(async (ids) => {
      const [schema, found] = await Promise.all([schemaInForce(), traits.statementsOf(ids)]);
      return new Map([...found].map(([id, statements]) => [id, traitsInForce(schema, statements)]));
    }),
    /** What is computed of the customer's events, as it stands now. */
    computedTraits: listLoader(async (ids) => {
      const [at, inForce] = [now(), await declared()];
      const found = await traitBuckets.bucketsOf(ids, inForce, at);
      return new Map([...found].map(([id, buckets]) => [id, computedTraitsOf(inForce, id, buckets, at)]));
    }),
    rejectedTraits: listLoader((ids) => traits.rejectedOf(ids)),
  };
};

/** The same number of statements per kind of thing and request, however many customers are asked for. */
export const createLoaders = (stores: Stores, now: () => Date) => ({
  ...traitLoaders(stores, now),
  ...createFinanceLoaders(stores, now),
  /** The id that a customer is read under now. */
  currentIds: new DataLoader<string, string>(async (ids) => {
    const found = await stores.customers.currentIdsOf(ids);
    return ids.map((id) => found.get(id) ?? id);
  }),
  identifiers: listLoader((ids) => stores.identifiers.identifiersOf(ids)),
  holdings: listLoader((ids) => stores.accounts.holdingsOf(ids)),
  holders: listLoader((ids) => stores.accounts.holdersOf(ids)),
  accounts: new DataLoader<string, Account | null>(async (ids) => {
    const found = await stores.accounts.accountsOf(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
});
export type Loaders = ReturnType<typeof createLoaders>;
