import type { ExpectedPayment } from './expected-payments.ts';

/** What somebody asks "what if" about. */
export type CashFlowChange = {
  /** Payments on top; the amount is signed, the day counted from 1 January 1970. */
  readonly extra: readonly { readonly amount: number; readonly day: number }[];
  /** Payments of a series that come so many days later; negative is sooner. */
  readonly moved: readonly { readonly seriesId: string; readonly days: number }[];
  /** Series that pay no more from a day on. */
  readonly lost: readonly { readonly seriesId: string; readonly from: number }[];
};

export const NO_CHANGE: CashFlowChange = { extra: [], moved: [], lost: [] };

/** The expected payments if that were so; what is moved before the first day comes on the first day. */
export const changePayments = (
  payments: readonly ExpectedPayment[],
  { extra, moved, lost }: CashFlowChange,
  asOf: number,
): readonly ExpectedPayment[] => [
  ...payments
    .filter(({ day, seriesId }) => !lost.some((gone) => gone.seriesId === seriesId && day >= gone.from))
    .map((payment) => {
      const days = moved.find(({ seriesId }) => seriesId === payment.seriesId)?.days ?? 0;
      return days === 0 ? payment : { ...payment, day: Math.max(payment.day + days, asOf + 1) };
    }),
  ...extra.map(({ amount, day }) => ({ seriesId: null, amount, day })),
];
