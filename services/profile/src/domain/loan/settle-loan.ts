import { Decimal } from 'decimal.js';
import { newestOf, newestOfEach } from '../newest.ts';
import type { Instalment, LoanFacts, LoanPayment, PaymentView } from './loan.ts';

/** Amounts have at most 18 digits before the point and 6 after it; their sums stay exact. */
const Exact = Decimal.clone({ precision: 40 });

/** An instalment in force, and what of it is paid. */
export type SettledInstalment = {
  readonly dueOn: string;
  readonly amount: string;
  readonly currency: string;
  readonly paid: string;
  readonly isPaid: boolean;
  /** When the payment came that completed it; null while it is open. */
  readonly paidAt: Date | null;
};

/** A loan with its schedule settled. It says nothing of today. */
export type SettledLoan = {
  readonly loanId: string;
  readonly accountId: string | null;
  readonly currency: string;
  readonly principal: string | null;
  readonly openedAt: Date | null;
  readonly instalment: string | null;
  readonly instalmentCount: number | null;
  /** Oldest first. */
  readonly schedule: readonly SettledInstalment[];
  /** What remains to be paid as agreed; null where the whole schedule is not known. */
  readonly outstanding: string | null;
  /** The newest payment that stands. */
  readonly lastPayment: PaymentView | null;
};

const sumOf = (amounts: readonly string[]): Decimal => amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0));

const byArrival = (a: LoanPayment, b: LoanPayment): number =>
  a.receivedAt.getTime() - b.receivedAt.getTime() || (a.paymentId < b.paymentId ? -1 : 1);

/** Each payment once, oldest first, with its reversal wherever that came from. */
export const viewPayments = ({ payments, reversals }: Pick<LoanFacts, 'payments' | 'reversals'>): PaymentView[] => {
  const reversalOf = new Map(newestOfEach(reversals, ({ paymentId }) => paymentId).map((one) => [one.paymentId, one]));
  return newestOfEach(payments, ({ paymentId }) => paymentId)
    .map((payment) => {
      const reversal = reversalOf.get(payment.paymentId);
      return { ...payment, reversedAt: reversal?.reversedAt ?? null, reversalReason: reversal?.reason ?? null };
    })
    .sort(byArrival);
};

/** What had been paid once each payment had come, from which nothing was taken back later. */
const lastingTotals = (payments: readonly PaymentView[]): { at: Date; total: Decimal }[] => {
  let total = new Exact(0);
  const running = payments.map(({ amount, receivedAt }) => {
    total = total.plus(amount);
    return { at: receivedAt, total };
  });
  let lowest: Decimal | null = null;
  return running
    .toReversed()
    .map(({ at, total: here }) => {
      lowest = lowest === null || here.lt(lowest) ? here : lowest;
      return { at, total: lowest };
    })
    .toReversed();
};

/** Pays instalments with what came, the oldest first. */
const allocate = (instalments: readonly Instalment[], payments: readonly PaymentView[]): SettledInstalment[] => {
  const totals = lastingTotals(payments);
  let credit = Exact.max(totals.at(-1)?.total ?? 0, 0);
  let due = new Exact(0);
  let next = 0;
  return instalments.map(({ dueOn, amount: stated, currency }) => {
    const amount = Exact.max(stated, 0);
    const paid = Exact.min(credit, amount);
    credit = credit.minus(paid);
    due = due.plus(amount);
    while (totals[next]?.total.lt(due)) next += 1;
    const isPaid = paid.eq(amount);
    const paidAt = isPaid && amount.gt(0) ? (totals[next]?.at ?? null) : null;
    return { dueOn, amount: stated, currency, paid: paid.toFixed(), isPaid, paidAt };
  });
};

/** The instalments that hold: of each day the one stated last, unless the whole schedule was stated anew since. */
const inForce = ({ instalments, schedules }: LoanFacts, currency: string): Instalment[] => {
  const since = newestOf(schedules)?.statedAt.getTime() ?? 0;
  return newestOfEach(instalments, ({ dueOn }) => dueOn)
    .filter((instalment) => instalment.statedAt.getTime() >= since && instalment.currency === currency)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
};

/**
 * Settles a loan: its instalments in force are paid by the payments that stand, oldest first. Facts in another currency
 * than the loan's are left aside. The order in which facts are given changes nothing.
 *
 * Outstanding = max(0, total agreed − Σ payments that stand). The total is Σ instalments where a whole schedule was
 * stated or as many instalments are known as the loan has, else instalment × count where these terms are known.
 */
export const settleLoan = (facts: LoanFacts): SettledLoan | null => {
  const loan = newestOf(facts.loans);
  const stated = loan ?? newestOf(facts.schedules) ?? newestOf(facts.instalments);
  if (!stated) return null;
  const { currency } = stated;
  const instalments = inForce(facts, currency);
  const standing = viewPayments(facts).filter((payment) => !payment.reversedAt && payment.currency === currency);
  const { instalment = null, instalmentCount = null } = loan ?? {};
  const isWhole = facts.schedules.length > 0 || (instalmentCount !== null && instalments.length >= instalmentCount);
  const terms = instalment !== null && instalmentCount !== null ? new Exact(instalment).times(instalmentCount) : null;
  const total = isWhole ? sumOf(instalments.map(({ amount }) => amount)) : terms;
  const paid = sumOf(standing.map(({ amount }) => amount));
  return {
    loanId: facts.loanId,
    accountId: loan?.accountId ?? null,
    currency,
    principal: loan?.principal ?? null,
    openedAt: loan?.openedAt ?? null,
    instalment,
    instalmentCount,
    schedule: allocate(instalments, standing),
    outstanding: total && Exact.max(total.minus(Exact.max(paid, 0)), 0).toFixed(),
    lastPayment: standing.at(-1) ?? null,
  };
};
