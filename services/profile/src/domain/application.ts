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

/** A document that arrived, for an application or by itself. */
export type ReceivedDocument = {
  readonly customerId: string;
  readonly documentId: string;
  readonly applicationId: string | null;
  readonly documentType: string;
  readonly statedAt: Date;
};
