import type { Tx } from '@rapport/contracts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import { isCardPayment, merchantKeyOf } from '../domain/signals/fraud-anomaly/judge-payments.ts';
import type { Stores } from './ports.ts';

const DAY_MS = 86_400_000;
/** Older payments are history: no risk is asked of their days any more. */
const COUNTED_DAYS = 28;
const SHARDS = 4;

/** Customers spread over the rows of a busy merchant, always the same way. */
const shardOf = (customerId: string): number => customerId.charCodeAt(customerId.length - 1) % SHARDS;

/** Counts new card payments at their merchants. A correction changes no count: the payment stays one payment. */
export const countMerchants =
  ({ stores }: { stores: Pick<Stores, 'merchants'> }) =>
  async (tx: Tx, settled: readonly Settlement[]): Promise<void> => {
    const oldest = tx.now.getTime() - COUNTED_DAYS * DAY_MS;
    const counts = new Map<string, { merchant: string; day: string; shard: number; payments: number }>();
    for (const { fact, before } of settled) {
      if (before || !isCardPayment(fact) || fact.bookedAt.getTime() < oldest) continue;
      const [merchant, day, shard] = [merchantKeyOf(fact), dayOf(fact.bookedAt), shardOf(fact.customerId)];
      const key = `${merchant} ${day} ${shard}`;
      const count = counts.get(key) ?? { merchant, day, shard, payments: 0 };
      count.payments += 1;
      counts.set(key, count);
    }
    await stores.merchants.count(tx, [...counts.values()]);
  };
