import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { shortHash } from './short-hash.ts';

/**
 * In how many purchases of a day each city was named, by a hash of its name. Counts only, kept apart from everything
 * else because they serve a purpose of their own: to tell home from away, never to follow anybody.
 */
export type PlaceDay = Readonly<Record<string, number>>;

/** The cities of a day's purchases. */
export const placesOf = (facts: readonly LedgerFact[]): PlaceDay => {
  const counts: Record<string, number> = {};
  for (const { kind, amount, enrichment } of facts) {
    if (kind !== 'POSTED' || !amount.startsWith('-') || !enrichment?.city) continue;
    const city = shortHash(enrichment.city.trim().toUpperCase());
    counts[city] = (counts[city] ?? 0) + 1;
  }
  return counts;
};

/** The places of one day as seen under several ids of a customer. */
export const combinePlaces = (...places: readonly PlaceDay[]): PlaceDay => {
  const counts: Record<string, number> = {};
  for (const place of places) {
    for (const [city, count] of Object.entries(place)) counts[city] = (counts[city] ?? 0) + count;
  }
  return counts;
};
