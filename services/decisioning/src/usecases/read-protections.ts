import { type Protection, strongest } from '../domain/protection/protection.ts';
import type { Stores } from './ports.ts';

/** How far customers are protected, in the order asked: over every id they were known by, the strongest counts. */
export const readProtections =
  ({ stores }: { stores: Pick<Stores, 'protections'> }) =>
  async (customerIds: readonly string[]): Promise<(Protection | null)[]> => {
    const held = await stores.protections.protectionsOf(customerIds);
    return customerIds.map((id) => strongest(held.get(id) ?? []));
  };
