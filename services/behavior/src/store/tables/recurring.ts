import { column, table } from '@rapport/platform';
import type { Payment } from '../../domain/recurring/payment.ts';
import type { RecurringSeries } from '../../domain/recurring/recurring-series.ts';

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
