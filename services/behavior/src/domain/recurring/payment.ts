import { Decimal } from 'decimal.js';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { dayNumberOf, type Occurrence, type PaymentGroup } from './occurrence.ts';
import { payeeOf } from './payee.ts';

/** A transaction with the group in which its series is looked for. */
export type Payment = PaymentGroup & Occurrence;

/** What a booked transaction is to the search for series; returned payments are none. A free trial is money out. */
export const paymentOf = (fact: LedgerFact): Payment | null => {
  if (fact.kind !== 'POSTED') return null;
  const amount = new Decimal(fact.amount);
  return {
    customerId: fact.customerId,
    accountId: fact.accountId,
    currency: fact.currency,
    direction: amount.greaterThan(0) ? 'IN' : 'OUT',
    payee: payeeOf(fact.narration),
    transactionId: fact.transactionId,
    day: dayNumberOf(fact.bookedAt),
    size: amount.abs().toNumber(),
  };
};
