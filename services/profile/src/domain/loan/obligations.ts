import { createHash } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import type { SettledLoan } from './settle-loan.ts';

/** The most that one event carries: the newest loans, and of each what is open longest. */
const LOANS_MAX = 50;
const OPEN_MAX = 24;

/** Newest first; a loan whose opening nobody stated comes last. */
export const byOpening = (a: SettledLoan, b: SettledLoan): number =>
  (b.openedAt?.getTime() ?? 0) - (a.openedAt?.getTime() ?? 0) || (a.loanId < b.loanId ? -1 : 1);

const owedOn = ({ loanId, accountId, currency, schedule, outstanding, lastPayment }: SettledLoan) => {
  // The oldest is paid first: what is paid stands before what is open.
  const firstOpen = schedule.findIndex(({ isPaid }) => !isPaid);
  const paid = firstOpen === -1 ? schedule : schedule.slice(0, firstOpen);
  const open = schedule.filter(({ isPaid }) => !isPaid).slice(0, OPEN_MAX);
  return {
    loanId,
    accountId,
    currency,
    paidThrough: paid.at(-1)?.dueOn ?? null,
    open: open.map(({ dueOn, amount, paid: part }) => ({ dueOn, amount, paid: part })),
    outstanding,
    lastPayment: lastPayment && {
      paymentId: lastPayment.paymentId,
      amount: lastPayment.amount,
      receivedAt: lastPayment.receivedAt.toISOString(),
    },
  };
};

/** What the other services are told of a customer's loans: `data` of `obligationsChanged`. */
export const obligationsOf = (loans: readonly SettledLoan[]) => {
  const data = { loans: [...loans].sort(byOpening).slice(0, LOANS_MAX).map(owedOn) };
  return { data, hash: createHash('sha256').update(canonicalJson(data)).digest('hex') };
};
