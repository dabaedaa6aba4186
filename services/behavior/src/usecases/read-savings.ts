import { findKnownMerchant } from '../domain/enrichment/merchants/known-merchant.ts';
import { type FoundSaving, findSavings } from '../domain/savings/find-savings.ts';
import type { Now, Stores } from './ports.ts';
import { readRecurring } from './read-recurring.ts';

/** What customers could save in a year by acting on what they pay again and again, by asked id. */
export const readSavings =
  (ports: { stores: Pick<Stores, 'recurring'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, FoundSaving[]>> => {
    const series = await readRecurring(ports)(customerIds);
    const categoryOf = (payee: string) => findKnownMerchant(payee)?.category ?? null;
    return new Map([...series].map(([id, all]) => [id, findSavings(all, categoryOf)]));
  };
