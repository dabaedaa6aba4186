import type { Outcome } from './arbitration/tally.ts';

/** What became of a decision: each outcome once. */
export type RecordedOutcome = {
  readonly decisionId: string;
  /** When the decision was made: the instant inside its id. */
  readonly decidedAt: Date;
  readonly outcome: Outcome;
  readonly recordedAt: Date;
  readonly customerId: string;
  readonly actionKey: string;
};

/**
 * What only the customer's own surface can say. Of a decision that was merely observed it is refused: nobody showed
 * it to the customer.
 */
export const SURFACE_OUTCOMES: readonly Outcome[] = ['SEEN', 'CLICKED'];

/** Over how many rows what is learnt about one action is spread, so that customers do not wait for each other. */
export const SHARD_COUNT = 16;

/** The shard of a customer: the same for all their decisions. */
export const shardOf = (customerId: string): number => customerId.charCodeAt(customerId.length - 1) % SHARD_COUNT;
