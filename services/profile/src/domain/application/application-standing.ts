import { newestOf, newestOfEach } from '../newest.ts';
import type { Application, ApplicationStep, DocumentRequest, ReceivedDocument } from './application.ts';

/** After so many days without a step or a document, an application that was begun and not handed in is abandoned. */
export const ABANDONED_AFTER_DAYS = 14;

const DAY_MS = 86_400_000;

/** Everything said of a customer's applications, over every id the customer was known by. */
export type ApplicationFacts = {
  readonly applications: readonly Application[];
  readonly steps: readonly ApplicationStep[];
  readonly documents: readonly ReceivedDocument[];
  readonly requests: readonly DocumentRequest[];
};

/** An application as it stands at an instant. */
export type ApplicationStanding = Application & {
  /** Oldest first. */
  readonly steps: readonly ApplicationStep[];
  /** Newest first. */
  readonly documents: readonly ReceivedDocument[];
  /** Kinds of document that were asked for and have not arrived; null where nobody said what is needed. */
  readonly missingDocuments: readonly string[] | null;
  /** Null while it is not abandoned. */
  readonly abandonedAt: Date | null;
};

const byTime = (a: ApplicationStep, b: ApplicationStep): number =>
  a.statedAt.getTime() - b.statedAt.getTime() || (a.stepIndex ?? 0) - (b.stepIndex ?? 0) || (a.step < b.step ? -1 : 1);

/**
 * When an application was abandoned: when the source said so, else `ABANDONED_AFTER_DAYS` after the last sign of life
 * of one that was begun and not handed in. A later step takes it up again.
 */
const abandonedAtOf = (newest: Application, documents: readonly ReceivedDocument[], now: Date): Date | null => {
  if (newest.status === 'ABANDONED') return newest.statedAt;
  if (newest.status !== 'STARTED') return null;
  const last = Math.max(newest.statedAt.getTime(), ...documents.map(({ statedAt }) => statedAt.getTime()));
  const at = last + ABANDONED_AFTER_DAYS * DAY_MS;
  return at <= now.getTime() ? new Date(at) : null;
};

/** A customer's applications as they stand at an instant, newest first. */
export const applicationsAt = (facts: ApplicationFacts, now: Date): ApplicationStanding[] => {
  const documentsOf = Map.groupBy(
    newestOfEach(facts.documents, ({ documentId }) => documentId),
    ({ applicationId }) => applicationId,
  );
  const stepsOf = Map.groupBy(facts.steps, ({ applicationId }) => applicationId);
  const requestsOf = Map.groupBy(facts.requests, ({ applicationId }) => applicationId);
  return newestOfEach(facts.applications, ({ applicationId }) => applicationId)
    .map((application) => {
      const documents = documentsOf.get(application.applicationId) ?? [];
      const request = newestOf(requestsOf.get(application.applicationId) ?? []);
      const arrived = new Set(documents.map(({ documentType }) => documentType));
      return {
        ...application,
        steps: [...(stepsOf.get(application.applicationId) ?? [])].sort(byTime),
        documents: [...documents].sort((a, b) => b.statedAt.getTime() - a.statedAt.getTime()),
        missingDocuments: request && [...new Set(request.documentTypes)].filter((type) => !arrived.has(type)),
        abandonedAt: abandonedAtOf(application, documents, now),
      };
    })
    .sort((a, b) => b.statedAt.getTime() - a.statedAt.getTime() || (a.applicationId < b.applicationId ? -1 : 1));
};
