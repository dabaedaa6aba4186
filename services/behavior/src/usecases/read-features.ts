import type { SensedFeature } from '@rapport/contracts';
import { customerDaysOf } from '../domain/features/customer-days.ts';
import { daysBefore } from '../domain/features/feature.ts';
import { computeFeatures, HORIZON_DAYS } from '../domain/features/registry.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Now, Stores } from './ports.ts';

/** The features of customers as of now; none for whom nothing was ever seen. */
export const readFeatures =
  ({ stores, now }: { stores: Pick<Stores, 'buckets' | 'customers'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, SensedFeature[]>> => {
    const today = dayOf(now());
    const buckets = await stores.buckets.bucketsOf(customerIds, daysBefore(today, HORIZON_DAYS - 1));
    const accounts = await stores.customers.accountsOf(customerIds);
    return new Map(
      customerIds.map((id) => {
        const seen = buckets.get(id) ?? [];
        return [id, seen.length > 0 ? computeFeatures(customerDaysOf(seen, accounts.get(id) ?? [], today)) : []];
      }),
    );
  };
