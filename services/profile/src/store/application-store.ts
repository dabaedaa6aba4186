import { type Database, freshSql, pageOf, sql } from '@rapport/platform';
import type {
  Application,
  ApplicationStep,
  DocumentRequest,
  ReceivedDocument,
} from '../domain/application/application.ts';
import type { ApplicationStore } from '../usecases/ports.ts';

const APPLICATION = `x.application_id AS "applicationId", x.product, x.step, x.status`;
const STEP = `x.application_id AS "applicationId", x.step, x.step_index AS "stepIndex", x.step_count AS "stepCount",
  x.status`;
const DOCUMENT = `x.document_id AS "documentId", x.application_id AS "applicationId",
  x.document_type AS "documentType"`;
const REQUEST = `x.application_id AS "applicationId", x.document_types AS "documentTypes"`;

export const createApplicationStore = (database: Database): ApplicationStore => ({
  applicationsOf: async (customerIds) => {
    const read = async <T>(table: string, columns: string) => {
      const rows = await sql<T & { asked: string }>(
        database,
        `SELECT o.asked, x.customer_id AS "customerId", ${columns}, x.stated_at AS "statedAt"
         FROM customer_origins($1) o JOIN ${table} x ON x.customer_id = o.origin`,
        [customerIds],
      );
      return Map.groupBy(rows, ({ asked }) => asked);
    };
    const [applications, steps, documents, requests] = await Promise.all([
      read<Application>('application', APPLICATION),
      read<ApplicationStep>('application_step', STEP),
      read<ReceivedDocument>('received_document', DOCUMENT),
      read<DocumentRequest>('document_request', REQUEST),
    ]);
    return new Map(
      [...applications].map(([asked, own]) => [
        asked,
        {
          applications: own,
          steps: steps.get(asked) ?? [],
          documents: documents.get(asked) ?? [],
          requests: requests.get(asked) ?? [],
        },
      ]),
    );
  },

  documentsOf: (customerId, page) =>
    pageOf(
      page,
      ({ statedAt, documentId }: ReceivedDocument) => [statedAt.toISOString(), documentId],
      (limit, after) =>
        freshSql(
          database,
          // The two ids of a merged customer may both have the same document: the one stated last is the one.
          `WITH origins AS MATERIALIZED (SELECT origin FROM customer_origins(ARRAY[$1::text]))
           SELECT page.* FROM origins o CROSS JOIN LATERAL (
             SELECT x.customer_id AS "customerId", ${DOCUMENT}, x.stated_at AS "statedAt" FROM received_document x
             WHERE x.customer_id = o.origin
               AND ($3::timestamptz IS NULL OR (x.stated_at, x.document_id) < ($3, $4))
               AND NOT EXISTS (
                 SELECT FROM received_document y
                 WHERE y.customer_id IN (SELECT origin FROM origins) AND y.document_id = x.document_id
                   AND (y.stated_at, y.customer_id) > (x.stated_at, x.customer_id))
             ORDER BY x.stated_at DESC, x.document_id DESC LIMIT $2
           ) page ORDER BY page."statedAt" DESC, page."documentId" DESC LIMIT $2`,
          [customerId, limit, after?.[0] ?? null, after?.[1] ?? null],
        ),
    ),
});
