import type { LabelledPayment } from './load-payments.ts';
import { replayBehavior } from './replay-behavior.ts';

/** What the search for series said of one payment. */
export type Verdict = {
  readonly transactionId: string;
  /** Whether it was recurring when it arrived. */
  readonly online: boolean;
  /** Whether it is with everything known. */
  readonly hindsight: boolean;
  /** The day expected next when it arrived. */
  readonly nextOn: string | null;
};

/** Sends accounts, days and amounts, and nothing else, through behavior's search for series. */
export const replayPayments = async (payments: readonly LabelledPayment[]): Promise<Map<string, Verdict>> => {
  const bare = payments.map(({ transactionId, accountId, day, size }) => ({ transactionId, accountId, day, size }));
  const verdicts = await replayBehavior<Verdict>('main.ts', bare);
  return new Map(verdicts.map((verdict) => [verdict.transactionId, verdict]));
};
