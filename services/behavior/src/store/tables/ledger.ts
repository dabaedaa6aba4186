import { column, table } from '@rapport/platform';
import type { AppEvent } from '../../domain/ledger/app-event.ts';
import type { LedgerFact, LedgerKey } from '../../domain/ledger/ledger-fact.ts';

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
  enrichment: column.json('FINANCIAL', { nullable: true }),
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

/** Where a customer's bookings begin; kept by PostgreSQL itself, by a trigger. */
export const ledgerStartTable = table<{ readonly customerId: string; readonly startedAt: Date }>('ledger_start', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  startedAt: column.instant('BEHAVIOURAL'),
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
  channel: column.text('BEHAVIOURAL', { nullable: true }),
  device: column.text('PSEUDONYM', { nullable: true }),
  session: column.text('PSEUDONYM', { nullable: true }),
});
