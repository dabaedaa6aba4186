import { accountOpened, balanceReported, paymentReturned, transactionPosted } from './accounts.ts';
import { applicationStep, documentReceived, documentsRequested } from './applications.ts';
import { cardIssued, cardStatusChanged } from './cards.ts';
import { instalmentDue, loanOpened, paymentReceived, paymentReversed, scheduleAgreed } from './loans.ts';
import type { TrackSchema } from './track-schema.ts';

export * from './accounts.ts';
export * from './applications.ts';
export * from './cards.ts';
export * from './loans.ts';
export type { TrackSchema } from './track-schema.ts';

/** The published `track` schemas that every service may rely on, by the event's name. */
export const TRACK_SCHEMAS: ReadonlyMap<string, TrackSchema> = new Map(
  [
    accountOpened,
    balanceReported,
    transactionPosted,
    paymentReturned,
    cardIssued,
    cardStatusChanged,
    loanOpened,
    scheduleAgreed,
    instalmentDue,
    paymentReceived,
    paymentReversed,
    applicationStep,
    documentsRequested,
    documentReceived,
  ].map((schema) => [schema.event, schema as TrackSchema]),
);
