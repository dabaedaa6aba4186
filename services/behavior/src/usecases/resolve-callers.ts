import { canonicalJson, type Identifier, INGEST_CALLS_MAX } from '@rapport/contracts';
import type { HashIdentifier, ResolveSets, Stores } from './ports.ts';

type WithIdentifiers = { readonly identifiers: readonly Identifier[] };

/** Who is behind each call that was asked about. */
export type Callers = ReadonlyMap<WithIdentifiers, string>;

/** One spelling of a set of identifiers. */
const setKeyOf = ({ identifiers }: WithIdentifiers): string =>
  canonicalJson(identifiers.map(({ type, value }) => [type, value]));

/**
 * Resolves a batch's callers: by the copy of profile's identifiers where the strongest one leads to exactly one
 * customer, else by asking profile, once for all that are unknown (500 sets a time).
 * @throws RapportError UNAVAILABLE when profile does not answer; the batch is tried again
 */
export const resolveCallers =
  ({ stores, resolve, hash }: { stores: Pick<Stores, 'customers'>; resolve: ResolveSets; hash: HashIdentifier }) =>
  async (calls: readonly WithIdentifiers[]): Promise<Callers> => {
    const keys = calls.map(setKeyOf);
    const sets = new Map(keys.map((key, at) => [key, calls[at]!.identifiers]));
    const strongest = new Map([...sets].map(([key, identifiers]) => [key, hash(identifiers[0]!)]));
    const known = await stores.customers.customersBehind([...new Set(strongest.values())]);
    const found = new Map<string, string>();
    const unknown: string[] = [];
    for (const key of sets.keys()) {
      const customerId = known.get(strongest.get(key)!);
      if (customerId) found.set(key, customerId);
      else unknown.push(key);
    }
    for (let from = 0; from < unknown.length; from += INGEST_CALLS_MAX) {
      const asked = unknown.slice(from, from + INGEST_CALLS_MAX);
      const { customerIds } = await resolve({ sets: asked.map((key) => ({ identifiers: [...sets.get(key)!] })) });
      for (const [index, key] of asked.entries()) found.set(key, customerIds[index]!);
    }
    return new Map(calls.map((call, at) => [call, found.get(keys[at]!)!]));
  };
