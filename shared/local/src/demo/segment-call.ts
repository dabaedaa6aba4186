/** A call of the ingestion API (`POST /v1/batch`), as Segment's clients write it. */
export type SegmentCall = {
  readonly type: 'identify' | 'track';
  /** The same again is the same call. */
  readonly messageId: string;
  readonly userId: string;
  /** When it happened, RFC 3339. */
  readonly timestamp: string;
  readonly event?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
};

/** The body of one `POST /v1/batch`. */
export type SegmentBatch = { readonly batch: readonly SegmentCall[] };
