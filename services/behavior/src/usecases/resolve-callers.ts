import { canonicalJson, type Identifier, INGEST_CALLS_MAX } from '@rapport/contracts';
import type { HashIdentifier, ResolveSets, Stores } from './ports.ts';

/** Who is behind each set of identifiers, by `setKeyOf`. */
export type Callers = ReadonlyMap<string, string>;

type WithIdentifiers = { readonly identifiers: readonly Identifier[] };

/** One spelling of a set of identifiers. */
export const setKeyOf = ({ identifiers }: WithIdentifiers): string =>
  canonicalJson(identifiers.map(({ type, value }) => [type, value]));

/**
 * Resolves a batch's callers: by the copy of profile's identifiers where the strongest one leads to exactly one
 * customer, else by asking profile, once for all that are unknown (500 sets a time).
 * @throws RapportError UNAVAILABLE when profile does not answer; the batch is tried again
 */
export const resolveCallers =
  ({ stores, resolve, hash }: { stores: Pick<Stores, 'customers'>; resolve: ResolveSets; hash: HashIdentifier }) =>
  async (calls: readonly WithIdentifiers[]): Promise<Callers> => {
    const sets = new Map(calls.map((call) => [setKeyOf(call), call.identifiers]));
    const strongest = new Map([...sets].map(([key, identifiers]) => [key, hash(identifiers[0]!)]));
    const known = await stores.customers.customersBehind([...new Set(strongest.values())]);
    const callers = new Map<string, string>();
    const unknown: string[] = [];
    for (const key of sets.keys()) {
      const customerId = known.get(strongest.get(key)!);
      if (customerId) callers.set(key, customerId);
      else unknown.push(key);
    }
    for (let from = 0; from < unknown.length; from += INGEST_CALLS_MAX) {
      const asked = unknown.slice(from, from + INGEST_CALLS_MAX);
      const { customerIds } = await resolve({ sets: asked.map((key) => ({ identifiers: [...sets.get(key)!] })) });
      for (const [index, key] of asked.entries()) callers.set(key, customerIds[index]!);
    }
    return callers;
  };
