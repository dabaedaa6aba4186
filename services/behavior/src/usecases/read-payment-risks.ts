import type { Tx } from '@rapport/contracts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import {
  dayNumberOf,
  merchantKeyOf,
  newestPayments,
  type PaymentRisks,
} from '../domain/signals/fraud-anomaly/judge-payments.ts';
import { riskDays } from '../domain/signals/fraud-anomaly/merchant-risk.ts';
import type { MerchantSpan, Stores } from './ports.ts';

const DAY_MS = 86_400_000;
const nameOfDay = (day: number): string => dayOf(new Date(day * DAY_MS));

/** What is known of the merchants of each customer's newest card payments, and of the customer's own frauds. */
export const readPaymentRisks =
  ({ stores }: { stores: Pick<Stores, 'merchants'> }) =>
  async (tx: Tx, recent: ReadonlyMap<string, readonly LedgerFact[]>): Promise<Map<string, PaymentRisks>> => {
    const spans = new Map<string, MerchantSpan>();
    let earliest = dayNumberOf(tx.now);
    for (const facts of recent.values()) {
      for (const fact of newestPayments(facts)) {
        const { first, last } = riskDays(dayNumberOf(fact.bookedAt));
        const merchant = merchantKeyOf(fact);
        const [from, to] = [nameOfDay(first), nameOfDay(last)];
        const known = spans.get(merchant) ?? { merchant, from, to };
        spans.set(merchant, {
          merchant,
          from: from < known.from ? from : known.from,
          to: to > known.to ? to : known.to,
        });
        earliest = Math.min(earliest, first);
      }
    }
    const days = await stores.merchants.daysOf(tx, [...spans.values()]);
    const own = await stores.merchants.ownFraudDays(tx, [...recent.keys()], nameOfDay(earliest));
    return new Map([...recent.keys()].map((id) => [id, { merchants: days, ownFraudDays: own.get(id) ?? [] }]));
  };
