import { column, ingestedMessageTable, type Partitioning, table } from '@rapport/platform';
import type { DataAccess } from '../domain/access/data-access.ts';
import type { HeldAccount } from '../domain/features/customer-days.ts';
import type { DayBucket } from '../domain/features/day-bucket.ts';
import type { KeptReject } from '../domain/ingestion/reject.ts';
import type { AppEvent } from '../domain/ledger/app-event.ts';
import type { LedgerFact, LedgerKey } from '../domain/ledger/ledger-fact.ts';
import type { Payment } from '../domain/recurring/payment.ts';
import type { RecurringSeries } from '../domain/recurring/recurring-series.ts';
import type { SignalChange, SignalState } from '../domain/signals/signal.ts';

export const transactionTable = table<LedgerFact>('transaction', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  bookedAt: column.instant('BEHAVIOURAL', { primary: true }),
  accountId: column.text('PSEUDONYM', { primary: true }),
  transactionId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  amount: column.numeric('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  narration: column.text('FINANCIAL'),
  mcc: column.text('FINANCIAL', { nullable: true }),
  balanceAfter: column.numeric('FINANCIAL', { nullable: true }),
  reason: column.text('FINANCIAL', { nullable: true }),
  version: column.integer('OPERATIONAL'),
  receivedAt: column.instant('OPERATIONAL'),
});

/** Where the row of each fact stands: found by what the bank calls it, so that a corrected date moves the row. */
export const transactionKeyTable = table<LedgerKey>('transaction_key', {
  accountId: column.text('PSEUDONYM', { primary: true }),
  transactionId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  customerId: column.text('PSEUDONYM'),
  bookedAt: column.instant('BEHAVIOURAL'),
  saidAt: column.instant('OPERATIONAL'),
  messageId: column.text('PSEUDONYM'),
  version: column.integer('OPERATIONAL'),
  contentHash: column.text('FINANCIAL'),
});

export const appEventTable = table<AppEvent>('app_event', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  at: column.instant('BEHAVIOURAL', { primary: true }),
  source: column.text('OPERATIONAL', { primary: true }),
  messageId: column.text('PSEUDONYM', { primary: true }),
  type: column.text('OPERATIONAL'),
  name: column.text('BEHAVIOURAL'),
  properties: column.json('FINANCIAL'),
  receivedAt: column.instant('OPERATIONAL'),
});

export const dayBucketTable = table<{ customerId: string; day: string; bucket: DayBucket }>('day_bucket', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  day: column.date('BEHAVIOURAL', { primary: true }),
  bucket: column.json('FINANCIAL'),
});

export const signalStateTable = table<SignalState>('signal_state', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  level: column.text('SENSITIVE'),
  levelBefore: column.text('SENSITIVE'),
  since: column.instant('SENSITIVE'),
  score: column.real('SENSITIVE'),
  confidence: column.real('SENSITIVE'),
  transactionIds: column.text('PSEUDONYM', { array: true }),
  features: column.json('SENSITIVE'),
  modelVersion: column.text('OPERATIONAL'),
  assessedAt: column.instant('OPERATIONAL'),
});

export const signalChangeTable = table<SignalChange>('signal_change', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  at: column.instant('SENSITIVE', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  level: column.text('SENSITIVE'),
  levelBefore: column.text('SENSITIVE'),
});

export const heldAccountTable = table<HeldAccount>('held_account', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM', { primary: true }),
  accountType: column.text('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  role: column.text('FINANCIAL'),
});

export const identifierTable = table<{ hash: string; customerId: string }>('identifier', {
  hash: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM', { primary: true }),
});

/** Without the item itself, which may carry contact data. */
export const rejectTable = table<KeptReject>('reject', {
  id: column.text('OPERATIONAL', { primary: true }),
  receivedAt: column.instant('OPERATIONAL', { primary: true }),
  source: column.text('OPERATIONAL'),
  index: column.integer('OPERATIONAL'),
  messageId: column.text('PSEUDONYM', { nullable: true }),
  path: column.text('OPERATIONAL'),
  code: column.text('OPERATIONAL'),
  remedy: column.text('OPERATIONAL'),
});

/** Customers' permissions to read their data elsewhere; their ids open nothing without the reader's own key. */
export const dataAccessTable = table<DataAccess>('data_access', {
  source: column.text('OPERATIONAL', { primary: true }),
  accessId: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM', { nullable: true }),
  userId: column.text('PSEUDONYM', { nullable: true }),
  grantedAt: column.instant('BEHAVIOURAL', { nullable: true }),
  validUntil: column.instant('BEHAVIOURAL', { nullable: true }),
  endedAt: column.instant('BEHAVIOURAL', { nullable: true }),
  endedAs: column.text('BEHAVIOURAL', { nullable: true }),
});

/** Transactions by the group in which their series is looked for; without more than that needs. */
export const recurringPaymentTable = table<Payment>('recurring_payment', {
  accountId: column.text('PSEUDONYM', { primary: true }),
  transactionId: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM'),
  currency: column.text('OPERATIONAL'),
  direction: column.text('FINANCIAL'),
  payee: column.text('FINANCIAL'),
  day: column.integer('BEHAVIOURAL'),
  size: column.real('FINANCIAL'),
});

export const recurringSeriesTable = table<RecurringSeries>('recurring_series', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  seriesId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM'),
  currency: column.text('OPERATIONAL'),
  direction: column.text('FINANCIAL'),
  payee: column.text('FINANCIAL'),
  frequency: column.text('FINANCIAL'),
  transactionCount: column.integer('FINANCIAL'),
  firstOn: column.date('BEHAVIOURAL'),
  lastOn: column.date('BEHAVIOURAL'),
  nextOn: column.date('BEHAVIOURAL'),
  graceDays: column.integer('OPERATIONAL'),
  averageAmount: column.numeric('FINANCIAL'),
  lastAmount: column.numeric('FINANCIAL'),
  earlierAmount: column.numeric('FINANCIAL', { nullable: true }),
  trialAmount: column.numeric('FINANCIAL', { nullable: true }),
  transactionIds: column.text('PSEUDONYM', { array: true }),
});

export const tables = [
  ingestedMessageTable,
  transactionTable,
  transactionKeyTable,
  appEventTable,
  dayBucketTable,
  signalStateTable,
  signalChangeTable,
  heldAccountTable,
  identifierTable,
  rejectTable,
  dataAccessTable,
  recurringPaymentTable,
  recurringSeriesTable,
];

/** What happened to a customer is kept; changes of signals as long as the audit; rejects until they are mended. */
export const partitions: readonly Partitioning[] = [
  { table: 'transaction', every: 'YEAR', keepDays: null, ahead: 1 },
  { table: 'day_bucket', every: 'YEAR', keepDays: null, ahead: 1 },
  { table: 'app_event', every: 'MONTH', keepDays: null, ahead: 3 },
  { table: 'signal_change', every: 'MONTH', keepDays: 770, ahead: 2 },
  { table: 'reject', every: 'MONTH', keepDays: 90, ahead: 2 },
];
