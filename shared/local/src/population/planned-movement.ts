import type { TrueSeries } from './ground-truth.ts';

/** Money that is meant to move on the current account, before it is known whether it is there. */
export type PlannedMovement = {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Negative is money out. */
  readonly cents: number;
  readonly narration: string;
  readonly mcc?: string | undefined;
  /** Plaid PFC, detailed. */
  readonly category: string;
  /** The series it belongs to. */
  readonly series: (Pick<TrueSeries, 'kind' | 'frequency'> & { readonly name: string }) | null;
  /**
   * DEBIT comes back where there is no money, CARD is declined or not even tried, SAVING waits for a better month, BILL
   * is paid whatever it takes.
   */
  readonly means: 'CREDIT' | 'DEBIT' | 'CARD' | 'SAVING' | 'BILL';
};
