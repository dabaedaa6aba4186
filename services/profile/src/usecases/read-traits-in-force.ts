import type { Tx } from '@rapport/contracts';
import { type TraitInForce, traitsInForce } from '../domain/traits/traits-in-force.ts';
import type { Stores } from './ports.ts';

/** What holds of customers by the schema as it is now, over every id they were known by. */
export const readTraitsInForce =
  ({ stores }: { stores: Pick<Stores, 'traits' | 'traitSchema'> }) =>
  async (customerIds: readonly string[], tx?: Tx): Promise<Map<string, TraitInForce[]>> => {
    const schema = await stores.traitSchema.inForce(tx);
    const statements = await stores.traits.statementsOf(customerIds, tx);
    return new Map([...statements].map(([id, own]) => [id, traitsInForce(schema, own)]));
  };
