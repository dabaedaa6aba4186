import { assign } from '../domain/assign.ts';
import { type Standing, standingsOf } from '../domain/exposure.ts';
import type { Stores } from './ports.ts';

/**
 * Where customers stand in every experiment and what they have met of it, by asked id. Merged customers share one lot:
 * that of the current id.
 */
export const readAssignments =
  ({ stores }: { stores: Stores }) =>
  async (customerIds: readonly string[]): Promise<Map<string, Standing[]>> => {
    const [flags, currentIds, exposures] = await Promise.all([
      stores.flags.all(),
      stores.customers.currentIdsOf(customerIds),
      stores.exposures.exposuresOf(customerIds),
    ]);
    return new Map(
      customerIds.map((id) => [id, standingsOf(assign(currentIds.get(id) ?? id, flags), exposures.get(id) ?? [])]),
    );
  };
