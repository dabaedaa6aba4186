/** Why one item of a batch was not taken. */
export type Reject = {
  /** Position in the batch, from 0. */
  readonly index: number;
  readonly messageId: string | null;
  /** Where it is wrong, such as `batch.3.properties.amount`. */
  readonly path: string;
  readonly code: RejectCode;
  /** What is wrong and how to mend it. */
  readonly remedy: string;
};

/**
 * INVALID: the shape is wrong · UNIDENTIFIED: about nobody · TOO_LARGE · OUT_OF_TIME: a date that cannot be.
 * ACCESS_UNKNOWN, ACCESS_EXPIRED, ACCESS_REVOKED: the permission that it rests on is not there or no longer holds ·
 * ACCESS_FOREIGN: it is about an account of somebody else than who gave the permission ·
 * UNPLANNED: its source's tracking plan names neither its type nor its event · OFF_PLAN: it is not what the plan says.
 */
export type RejectCode =
  | 'INVALID'
  | 'UNIDENTIFIED'
  | 'TOO_LARGE'
  | 'OUT_OF_TIME'
  | 'ACCESS_UNKNOWN'
  | 'ACCESS_EXPIRED'
  | 'ACCESS_REVOKED'
  | 'ACCESS_FOREIGN'
  | 'UNPLANNED'
  | 'OFF_PLAN';

/** A reject as it is kept: without the item, which may carry contact data. */
export type KeptReject = Reject & { readonly id: string; readonly receivedAt: Date; readonly source: string };
