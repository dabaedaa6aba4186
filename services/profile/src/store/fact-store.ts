import type { Tx } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import type { RejectedTrait, Trait } from '../domain/trait.ts';
import type { FactStore } from '../usecases/ports.ts';
import { saveNewest } from './save-newest.ts';
import {
  accountBalanceTable,
  applicationStepTable,
  cardStatusTable,
  cardTable,
  documentRequestTable,
  loanScheduleTable,
  paymentReversalTable,
} from './tables/finance.ts';
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
    await saveNewest(tx, accountBalanceTable, facts.balances, ['asOf', 'statedAt']);
    await saveNewest(tx, cardTable, facts.cards, ['statedAt']);
    await saveNewest(tx, cardStatusTable, facts.cardStatuses, ['changedAt', 'statedAt']);
    await saveNewest(tx, loanTable, facts.loans, ['statedAt']);
    await saveNewest(tx, loanScheduleTable, facts.schedules, ['statedAt']);
    await saveNewest(tx, instalmentTable, facts.instalments, ['statedAt']);
    await saveNewest(tx, loanPaymentTable, facts.payments, ['statedAt']);
    await saveNewest(tx, paymentReversalTable, facts.reversals, ['statedAt']);
    await saveNewest(tx, applicationTable, facts.applications, ['statedAt']);
    await saveNewest(tx, applicationStepTable, facts.applicationSteps, ['statedAt']);
    await saveNewest(tx, documentRequestTable, facts.documentRequests, ['statedAt']);
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
});
