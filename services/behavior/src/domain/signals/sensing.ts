/** That a customer was sensed. */
export type Sensing = {
  readonly customerId: string;
  readonly sensedAt: Date;
  /** Whether time alone may change what is sensed: something is felt, or was seen within the features' horizon. */
  readonly isOpen: boolean;
};

/** How old the last sensing of somebody who is to be followed may become, ms. */
export const SENSING_AGE_MS_MAX = 86_400_000;
