import { ingestedMessageTable, type Partitioning } from '@rapport/platform';
import { heldAccountTable, identifierTable } from './tables/customers.ts';
import { dataAccessTable, rejectTable } from './tables/ingestion.ts';
import { appEventTable, transactionKeyTable, transactionTable } from './tables/ledger.ts';
import {
  confirmedFraudTable,
  merchantDayTable,
  modelInputCountTable,
  modelTable,
  signalLabelTable,
} from './tables/models.ts';
import { recurringPaymentTable, recurringSeriesTable } from './tables/recurring.ts';
import { dayBucketTable, signalChangeTable, signalStateTable } from './tables/sensing.ts';
import { planBreachTable, sourceHourTable, trackingPlanTable } from './tables/sources.ts';

/** Every table of behavior. */
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
  sourceHourTable,
  planBreachTable,
  trackingPlanTable,
  dataAccessTable,
  recurringPaymentTable,
  recurringSeriesTable,
  modelTable,
  modelInputCountTable,
  signalLabelTable,
  confirmedFraudTable,
  merchantDayTable,
];

/** What happened to a customer is kept; changes of signals as long as the audit; rejects until they are mended. */
export const partitions: readonly Partitioning[] = [
  { table: 'transaction', every: 'YEAR', keepDays: null, ahead: 1 },
  { table: 'day_bucket', every: 'YEAR', keepDays: null, ahead: 1 },
  { table: 'app_event', every: 'MONTH', keepDays: null, ahead: 3 },
  { table: 'signal_change', every: 'MONTH', keepDays: 770, ahead: 2 },
  { table: 'source_hour', every: 'MONTH', keepDays: 90, ahead: 2 },
  { table: 'reject', every: 'MONTH', keepDays: 90, ahead: 2 },
  { table: 'model_input_count', every: 'MONTH', keepDays: 90, ahead: 2 },
  { table: 'merchant_day', every: 'MONTH', keepDays: 70, ahead: 2 },
];
