export const APPLICATION_STATUSES = ['STARTED', 'SUBMITTED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'ABANDONED'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** An application for a product, as far as it has come. */
export type Application = {
  readonly customerId: string;
  readonly applicationId: string;
  readonly product: string;
  readonly step: string;
  readonly status: ApplicationStatus;
  readonly statedAt: Date;
};

/** A step that an application took; all of them are kept. */
export type ApplicationStep = {
  readonly customerId: string;
  readonly applicationId: string;
  readonly step: string;
  /** Which step it is, from 1 on, and how many there are; null where the source does not count them. */
  readonly stepIndex: number | null;
  readonly stepCount: number | null;
  readonly status: ApplicationStatus;
  readonly statedAt: Date;
};

/** A document that arrived, for an application or by itself. */
export type ReceivedDocument = {
  readonly customerId: string;
  readonly documentId: string;
  readonly applicationId: string | null;
  readonly documentType: string;
  readonly statedAt: Date;
};

/** The documents that an application needs, all of them; what was stated last holds. */
export type DocumentRequest = {
  readonly customerId: string;
  readonly applicationId: string;
  readonly documentTypes: readonly string[];
  readonly statedAt: Date;
};
