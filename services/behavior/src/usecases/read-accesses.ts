import { type SeenAccess, statusOf } from '../domain/access/data-access.ts';
import type { Now, Stores } from './ports.ts';

const ACCESSES_MAX = 100;

/** The accesses that customers granted, as they stand now, newest first, 100 at most. */
export const readAccesses =
  ({ stores, now }: { stores: Pick<Stores, 'accesses'>; now: Now }) =>
  async (customerIds: readonly string[]): Promise<Map<string, SeenAccess[]>> => {
    const found = await stores.accesses.ofCustomers(customerIds, ACCESSES_MAX);
    const at = now();
    const seen = [...found].map(([id, accesses]): [string, SeenAccess[]] => [
      id,
      accesses.map((access) => ({
        ...access,
        grantedAt: access.grantedAt!,
        validUntil: access.validUntil!,
        status: statusOf(access, at),
      })),
    ]);
    return new Map(seen);
  };
