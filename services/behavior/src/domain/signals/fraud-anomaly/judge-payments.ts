import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { LedgerFact } from '../../ledger/ledger-fact.ts';
import { payeeOf } from '../../recurring/payee.ts';
import type { SignalCase } from '../signal.ts';
import type { CardPayment } from './card-payment.ts';
import { type MerchantDay, merchantRiskOf, riskDays } from './merchant-risk.ts';
import { paymentInputsOf } from './payment-inputs.ts';

const DAY_MS = 86_400_000;
const BASELINE_DAYS = 30;
/** How long a payment counts as new, and how many of them are judged. */
const JUDGED_HOURS = 24;
const JUDGED_MAX = 10;
const KEY_LENGTH = 22;

/** What is known of the merchants and of the person's own frauds. */
export type PaymentRisks = {
  /** Day counts by `merchantKeyOf`. */
  readonly merchants: ReadonlyMap<string, readonly MerchantDay[]>;
  /** The days of the customer's payments that were confirmed as fraud, since 1 January 1970. */
  readonly ownFraudDays: readonly number[];
};

export const NO_PAYMENT_RISKS: PaymentRisks = { merchants: new Map(), ownFraudDays: [] };

/** A card payment is money out with a merchant category code. */
export const isCardPayment = ({ kind, mcc, amount }: Pick<LedgerFact, 'kind' | 'mcc' | 'amount'>): boolean =>
  kind === 'POSTED' && mcc !== null && new Decimal(amount).isNegative();

/**
 * The key under which a merchant's payments are counted: a hash of its name and city where they are known, else of what
 * the narration says without numbers. A hash, so that no narration is kept a second time.
 */
export const merchantKeyOf = ({ enrichment, narration }: Pick<LedgerFact, 'enrichment' | 'narration'>): string => {
  const name = enrichment?.merchant ? `${enrichment.merchant}|${enrichment.city ?? ''}` : payeeOf(narration);
  return createHash('sha256').update(name).digest('base64url').slice(0, KEY_LENGTH);
};

export const dayNumberOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

const paymentOf = (fact: LedgerFact): CardPayment => ({
  at: fact.bookedAt.getTime(),
  size: new Decimal(fact.amount).abs().toNumber(),
  merchant: merchantKeyOf(fact),
});

/** The card payments of somebody's latest 24 hours of paying, newest first, ten at most. */
export const newestPayments = (recent: readonly LedgerFact[]): LedgerFact[] => {
  const payments = recent.filter(isCardPayment);
  const last = payments[0]?.bookedAt.getTime() ?? 0;
  return payments.filter(({ bookedAt }) => last - bookedAt.getTime() < JUDGED_HOURS * 3_600_000).slice(0, JUDGED_MAX);
};

/**
 * The newest card payments with what they are judged by. A payment's baseline are the earlier ones of the same currency
 * among the facts that were read: 30 days and 200 facts at most.
 */
export const judgedPayments = ({
  recent,
  risks = NO_PAYMENT_RISKS,
}: Pick<SignalCase, 'recent' | 'risks'>): { fact: LedgerFact; row: number[] }[] => {
  const facts = recent.filter(isCardPayment);
  const payments = facts.map(paymentOf);
  return newestPayments(recent).map((fact) => {
    const index = facts.indexOf(fact);
    const payment = payments[index]!;
    const earlier = payments.filter(
      ({ at }, other) =>
        other > index && at > payment.at - BASELINE_DAYS * DAY_MS && facts[other]!.currency === fact.currency,
    );
    const day = dayNumberOf(fact.bookedAt);
    const { first, last } = riskDays(day);
    return {
      fact,
      row: paymentInputsOf(payment, earlier, {
        risk: merchantRiskOf(risks.merchants.get(payment.merchant) ?? [], day),
        ownFrauds: risks.ownFraudDays.filter((fraud) => fraud >= first && fraud <= last).length,
      }),
    };
  });
};
