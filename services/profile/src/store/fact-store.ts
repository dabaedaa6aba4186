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
} from './tables.ts';

export const createFactStore = (): FactStore => ({
  save: async (tx, facts) => {
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
});
