import type { Tx } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import type { Application, ReceivedDocument } from '../domain/application.ts';
import type { RejectedTrait, Trait } from '../domain/trait.ts';
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
  rejectedTraitTable,
  traitTable,
} from './tables.ts';

/** Guesses only fill what is unset: every page view carries them, and none of them is worth a write. */
const fillTraits = async (tx: Tx, guesses: readonly Trait[]): Promise<void> => {
  if (guesses.length === 0) return;
  await sql(
    tx,
    `INSERT INTO trait (customer_id, name, value, source, observed_at, confidence)
     SELECT DISTINCT ON ("customerId", name) "customerId", name, value, source, "observedAt", confidence
     FROM jsonb_to_recordset($1::jsonb) AS guess
       ("customerId" text, name text, value jsonb, source text, "observedAt" timestamptz, confidence double precision)
     ORDER BY "customerId", name, "observedAt"
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(guesses)],
  );
};

export const createFactStore = (database: Database): FactStore => ({
  save: async (tx, facts) => {
    await saveNewest(tx, traitTable, facts.traits, ['confidence', 'observedAt']);
    await fillTraits(tx, facts.guesses);
    await saveNewest(tx, rejectedTraitTable, facts.rejectedTraits, ['observedAt']);
    await saveNewest(tx, contactPointTable, facts.contactPoints, ['since']);
    await saveNewest(tx, accountTable, facts.accounts, ['statedAt']);
    await saveNewest(tx, holderTable, facts.holders, ['statedAt']);
    await saveNewest(tx, loanTable, facts.loans, ['statedAt']);
    await saveNewest(tx, instalmentTable, facts.instalments, ['statedAt']);
    await saveNewest(tx, loanPaymentTable, facts.payments, ['statedAt']);
    await saveNewest(tx, applicationTable, facts.applications, ['statedAt']);
    await saveNewest(tx, receivedDocumentTable, facts.documents, ['statedAt']);
  },

  traitsOf: async (customerIds, tx) => {
    const rows = await sql<Trait & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, t.customer_id AS "customerId", t.name, t.value, t.source,
              t.observed_at AS "observedAt", t.confidence
       FROM customer_origins($1) o JOIN trait t ON t.customer_id = o.origin ORDER BY t.name, t.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  rejectedTraitsOf: async (customerIds, tx) => {
    const rows = await sql<RejectedTrait & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, t.customer_id AS "customerId", t.name, t.reason, t.source, t.observed_at AS "observedAt"
       FROM customer_origins($1) o JOIN rejected_trait t ON t.customer_id = o.origin ORDER BY t.name, t.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
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
