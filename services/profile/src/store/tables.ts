import { column, ingestedMessageTable, type Partitioning, table } from '@rapport/platform';
import type { Account, Holder } from '../domain/account.ts';
import type { Application, ReceivedDocument } from '../domain/application/application.ts';
import type { ContactPoint, Customer } from '../domain/customer.ts';
import type { HeldIdentifier } from '../domain/identifier.ts';
import type { Demotion, KeptApart, MergeChange, MergeSuggestion } from '../domain/identity-change.ts';
import type { IdentityRules } from '../domain/identity-rules.ts';
import type { Instalment, Loan, LoanPayment } from '../domain/loan/loan.ts';
import type { MergeLink } from '../domain/merge-tree.ts';
import { financeTables } from './tables/finance.ts';
import {
  computedTraitTable,
  rejectedTraitTable,
  replacedTraitTable,
  traitBucketTable,
  traitSchemaTable,
  traitStatementTable,
} from './tables/traits.ts';

export const customerTable = table<Customer>('customer', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  createdAt: column.instant('OPERATIONAL'),
  displayName: column.text('CONTACT', { nullable: true }),
  announcedHash: column.text('OPERATIONAL', { nullable: true }),
  source: column.text('OPERATIONAL', { nullable: true }),
});

/** One holder per identifier: the key says so. */
export const identifierTable = table<HeldIdentifier>('identifier', {
  type: column.text('OPERATIONAL', { primary: true }),
  valueHash: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM'),
  value: column.text('CONTACT'),
  firstSeenAt: column.instant('BEHAVIOURAL'),
  source: column.text('OPERATIONAL', { nullable: true }),
});

export const contactPointTable = table<ContactPoint>('contact_point', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  contactPointId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL'),
  address: column.text('CONTACT'),
  since: column.instant('BEHAVIOURAL'),
});

export const accountTable = table<Account>('account', {
  accountId: column.text('PSEUDONYM', { primary: true }),
  accountType: column.text('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  name: column.text('FINANCIAL', { nullable: true }),
  openedAt: column.instant('FINANCIAL', { nullable: true }),
  statedAt: column.instant('OPERATIONAL'),
});

export const holderTable = table<Holder>('holder', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM', { primary: true }),
  role: column.text('FINANCIAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const loanTable = table<Loan>('loan', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  loanId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM'),
  principal: column.numeric('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  openedAt: column.instant('FINANCIAL'),
  instalment: column.numeric('FINANCIAL', { nullable: true }),
  instalmentCount: column.integer('FINANCIAL', { nullable: true }),
  statedAt: column.instant('OPERATIONAL'),
});

export const instalmentTable = table<Instalment>('instalment', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  loanId: column.text('PSEUDONYM', { primary: true }),
  dueOn: column.date('FINANCIAL', { primary: true }),
  amount: column.numeric('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const loanPaymentTable = table<LoanPayment>('loan_payment', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  paymentId: column.text('PSEUDONYM', { primary: true }),
  loanId: column.text('PSEUDONYM'),
  amount: column.numeric('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  receivedAt: column.instant('FINANCIAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const applicationTable = table<Application>('application', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  applicationId: column.text('PSEUDONYM', { primary: true }),
  product: column.text('FINANCIAL'),
  step: column.text('FINANCIAL'),
  status: column.text('FINANCIAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export const receivedDocumentTable = table<ReceivedDocument>('received_document', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  documentId: column.text('PSEUDONYM', { primary: true }),
  applicationId: column.text('PSEUDONYM', { nullable: true }),
  documentType: column.text('OPERATIONAL'),
  statedAt: column.instant('OPERATIONAL'),
});

export type IdentityRulesRow = {
  readonly version: number;
  readonly rules: IdentityRules;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly reason: string;
};

export const identityRulesTable = table<IdentityRulesRow>('identity_rules', {
  version: column.integer('OPERATIONAL', { primary: true }),
  rules: column.json('OPERATIONAL'),
  changedBy: column.text('PSEUDONYM'),
  changedAt: column.instant('OPERATIONAL'),
  reason: column.text('OPERATIONAL'),
});

/** One link per customer at most: the key says so. */
export const mergeLinkTable = table<MergeLink>('merge_link', {
  origin: column.text('PSEUDONYM', { primary: true }),
  survivor: column.text('PSEUDONYM'),
});

export const keptApartTable = table<KeptApart>('kept_apart', {
  origin: column.text('PSEUDONYM', { primary: true }),
  survivor: column.text('PSEUDONYM', { primary: true }),
  since: column.instant('OPERATIONAL'),
});

export const mergeSuggestionTable = table<MergeSuggestion>('merge_suggestion', {
  origin: column.text('PSEUDONYM', { primary: true }),
  survivor: column.text('PSEUDONYM', { primary: true }),
  type: column.text('OPERATIONAL'),
  source: column.text('OPERATIONAL'),
  suggestedAt: column.instant('BEHAVIOURAL'),
});

export const mergeChangeTable = table<MergeChange>('merge_change', {
  origin: column.text('PSEUDONYM', { primary: true }),
  survivor: column.text('PSEUDONYM'),
  kind: column.text('OPERATIONAL', { primary: true }),
  type: column.text('OPERATIONAL', { nullable: true }),
  source: column.text('OPERATIONAL', { nullable: true }),
  changedBy: column.text('PSEUDONYM', { nullable: true }),
  reason: column.text('SENSITIVE', { nullable: true }),
  at: column.instant('OPERATIONAL', { primary: true }),
});

export const demotionTable = table<Demotion>('demotion', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  valueHash: column.text('PSEUDONYM', { primary: true }),
  type: column.text('OPERATIONAL'),
  source: column.text('OPERATIONAL', { nullable: true }),
  at: column.instant('BEHAVIOURAL'),
});

export const tables = [
  ingestedMessageTable,
  customerTable,
  identifierTable,
  contactPointTable,
  replacedTraitTable,
  traitStatementTable,
  rejectedTraitTable,
  traitSchemaTable,
  computedTraitTable,
  traitBucketTable,
  accountTable,
  holderTable,
  loanTable,
  instalmentTable,
  loanPaymentTable,
  applicationTable,
  receivedDocumentTable,
  ...financeTables,
  identityRulesTable,
  mergeLinkTable,
  keptApartTable,
  mergeSuggestionTable,
  mergeChangeTable,
  demotionTable,
];

/** Days of computed traits are kept a little longer than the longest window. */
export const partitions: readonly Partitioning[] = [{ table: 'trait_bucket', every: 'MONTH', keepDays: 400, ahead: 3 }];
