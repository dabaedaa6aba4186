import { accountOpened, paymentReturned, transactionPosted } from './accounts.ts';
import { applicationStep, documentReceived, instalmentDue, loanOpened, paymentReceived } from './loans.ts';
import type { TrackSchema } from './track-schema.ts';

export * from './accounts.ts';
export * from './loans.ts';
export type { TrackSchema } from './track-schema.ts';

/** The published `track` schemas that every service may rely on, by the event's name. */
export const TRACK_SCHEMAS: ReadonlyMap<string, TrackSchema> = new Map(
  [
    accountOpened,
    transactionPosted,
    paymentReturned,
    loanOpened,
    instalmentDue,
    paymentReceived,
    applicationStep,
    documentReceived,
  ].map((schema) => [schema.event, schema as TrackSchema]),
);
