import { type Database, sql } from '@rapport/platform';
import type { Application, ReceivedDocument } from '../domain/application.ts';
import type { FactStore } from '../usecases/ports.ts';
import { saveNewest } from './save-newest.ts';
import {
  accountTable,
  applicationTable,
  contactPointTable,
  holderTable,
  instalmentTable,
  loanPaymentTable,
  loanTable,
  receivedDocumentTable,
} from './tables.ts';

export const createFactStore = (database: Database): FactStore => ({
  save: async (tx, facts) => {
    await saveNewest(tx, contactPointTable, facts.contactPoints, ['since']);
    await saveNewest(tx, accountTable, facts.accounts, ['statedAt']);
    await saveNewest(tx, holderTable, facts.holders, ['statedAt']);
    await saveNewest(tx, loanTable, facts.loans, ['statedAt']);
    await saveNewest(tx, instalmentTable, facts.instalments, ['statedAt']);
    await saveNewest(tx, loanPaymentTable, facts.payments, ['statedAt']);
    await saveNewest(tx, applicationTable, facts.applications, ['statedAt']);
    await saveNewest(tx, receivedDocumentTable, facts.documents, ['statedAt']);
  },

  applicationsOf: async (customerIds, tx) => {
    const rows = await sql<Application & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, a.customer_id AS "customerId", a.application_id AS "applicationId", a.product, a.step, a.status,
              a.stated_at AS "statedAt"
       FROM customer_origins($1) o JOIN application a ON a.customer_id = o.origin
       ORDER BY a.stated_at DESC, a.application_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  documentsOf: async (customerIds, tx) => {
    const rows = await sql<ReceivedDocument & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, d.customer_id AS "customerId", d.document_id AS "documentId",
              d.application_id AS "applicationId", d.document_type AS "documentType", d.stated_at AS "statedAt"
       FROM customer_origins($1) o JOIN received_document d ON d.customer_id = o.origin
       ORDER BY d.stated_at DESC, d.document_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});
