/** A payment by card, as far as its anomaly is judged. */
export type CardPayment = {
  /** Milliseconds since 1 January 1970, UTC. */
  readonly at: number;
  /** Money out, positive. */
  readonly size: number;
  /** Where: the terminal or, where it is not told, the merchant. */
  readonly merchant: string;
};
