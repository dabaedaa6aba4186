/** What the load has told the house, and what the house took: the one account that everything is compared with. */
export type Told = {
  /** Every person there is. */
  readonly userIds: Set<string>;
  /** Calls that were answered with 200, by message id. */
  readonly accepted: Map<string, ToldCall>;
  /** Calls that were sent at least once. */
  readonly sentIds: Set<string>;
  /** STOPs that were answered with 200, by the provider's id, and when by the house's clock. */
  readonly stops: Map<string, { readonly phone: string; readonly answeredAt: Date }>;
  /** How long the load lasted, s. */
  seconds: number;
  /** Requests that were tried again. */
  retries: number;
  /** Items that the house refused, which nothing here gives it reason to. */
  rejects: number;
  /** Answers that were neither taken nor worth another try. */
  readonly refusals: string[];
};

/** A call, as far as its effect is checked. */
export type ToldCall = {
  readonly userId: string;
  /** Whether behavior tells it on as a fact: all but who somebody is. */
  readonly isFact: boolean;
  /** What it says of money, if it does. */
  readonly transaction: {
    readonly transactionId: string;
    readonly kind: 'POSTED' | 'RETURNED';
    readonly amount: string;
  } | null;
};

export const createTold = (): Told => ({
  userIds: new Set(),
  accepted: new Map(),
  sentIds: new Set(),
  stops: new Map(),
  seconds: 0,
  retries: 0,
  rejects: 0,
  refusals: [],
});
