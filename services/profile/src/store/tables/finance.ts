import { column, table } from '@rapport/platform';
import type { AccountBalance } from '../../domain/account.ts';
import type { ApplicationStep, DocumentRequest } from '../../domain/application/application.ts';
import type { Card, CardStatusChange } from '../../domain/card/card.ts';
import type { LoanSchedule, PaymentReversal } from '../../domain/loan/loan.ts';

/** One balance per account, the latest. */
export const accountBalanceTable = table<AccountBalance>('account_balance', {
  accountId: column.text('PSEUDONYM', { primary: true }),
  currency: column.text('OPERATIONAL'),
  booked: column.numeric('FINANCIAL'),
  available: column.numeric('FINANCIAL', { nullable: true }),
  asOf: column.instant('FINANCIAL'),
  source: column.text('OPERATIONAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const cardTable = table<Card>('card', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  cardId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM'),
  cardType: column.text('FINANCIAL'),
  product: column.text('FINANCIAL', { nullable: true }),
  lastFour: column.text('FINANCIAL', { nullable: true }),
  issuedAt: column.instant('FINANCIAL', { nullable: true }),
  validUntil: column.date('FINANCIAL', { nullable: true }),
  statedAt: column.instant('OPERATIONAL'),
});

/** Apart from the card, because a card may be blocked before anybody said that it was issued. */
export const cardStatusTable = table<CardStatusChange>('card_status', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  cardId: column.text('PSEUDONYM', { primary: true }),
  status: column.text('FINANCIAL'),
  reason: column.text('SENSITIVE', { nullable: true }),
  changedAt: column.instant('FINANCIAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const loanScheduleTable = table<LoanSchedule>('loan_schedule', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  loanId: column.text('PSEUDONYM', { primary: true }),
  currency: column.text('OPERATIONAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const paymentReversalTable = table<PaymentReversal>('payment_reversal', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  paymentId: column.text('PSEUDONYM', { primary: true }),
  loanId: column.text('PSEUDONYM'),
  reversedAt: column.instant('FINANCIAL'),
  reason: column.text('FINANCIAL'),
  statedAt: column.instant('OPERATIONAL'),
});

/** What the other services were last told that a customer owes, as a hash, so that they are told only what is new. */
export const toldObligationsTable = table<{ customerId: string; hash: string }>('told_obligations', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  hash: column.text('OPERATIONAL'),
});

export const applicationStepTable = table<ApplicationStep>('application_step', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  applicationId: column.text('PSEUDONYM', { primary: true }),
  step: column.text('FINANCIAL', { primary: true }),
  stepIndex: column.integer('FINANCIAL', { nullable: true }),
  stepCount: column.integer('FINANCIAL', { nullable: true }),
  status: column.text('FINANCIAL'),
  statedAt: column.instant('BEHAVIOURAL', { primary: true }),
});

export const documentRequestTable = table<DocumentRequest>('document_request', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  applicationId: column.text('PSEUDONYM', { primary: true }),
  documentTypes: column.json('OPERATIONAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const financeTables = [
  accountBalanceTable,
  cardTable,
  cardStatusTable,
  loanScheduleTable,
  paymentReversalTable,
  toldObligationsTable,
  applicationStepTable,
  documentRequestTable,
];
