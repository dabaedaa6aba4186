import { ingestedMessageTable, type Partitioning } from '@rapport/platform';
import { archetypeMonthTable, archetypeStateTable } from './tables/archetypes.ts';
import { customerZoneTable, heldAccountTable, identifierTable, statedTraitTable } from './tables/customers.ts';
import { bookingCorrectionTable, merchantCategoryTable, merchantCorrectionTable } from './tables/enrichment.ts';
import { dataAccessTable, rejectTable } from './tables/ingestion.ts';
import { appEventTable, ledgerStartTable, transactionKeyTable, transactionTable } from './tables/ledger.ts';
import { loopFactTable } from './tables/loop.ts';
import {
  confirmedFraudTable,
  merchantDayTable,
  modelInputCountTable,
  modelTable,
  signalLabelTable,
} from './tables/models.ts';
import { budgetTable, goalTable } from './tables/planning.ts';
import { recurringPaymentTable, recurringSeriesTable } from './tables/recurring.ts';
import { dayBucketTable, sensingTable, signalChangeTable, signalStateTable } from './tables/sensing.ts';
import { planBreachTable, sourceHourTable, trackingPlanTable } from './tables/sources.ts';

/** Every table of behavior. */
export const tables = [
  ingestedMessageTable,
  transactionTable,
  transactionKeyTable,
  ledgerStartTable,
  appEventTable,
  dayBucketTable,
  signalStateTable,
  signalChangeTable,
  sensingTable,
  archetypeStateTable,
  archetypeMonthTable,
  heldAccountTable,
  identifierTable,
  rejectTable,
  sourceHourTable,
  planBreachTable,
  trackingPlanTable,
  dataAccessTable,
  recurringPaymentTable,
  recurringSeriesTable,
  goalTable,
  budgetTable,
  bookingCorrectionTable,
  merchantCorrectionTable,
  merchantCategoryTable,
  loopFactTable,
  customerZoneTable,
  statedTraitTable,
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
  { table: 'loop_fact', every: 'MONTH', keepDays: null, ahead: 3 },
  { table: 'signal_change', every: 'MONTH', keepDays: 770, ahead: 2 },
  { table: 'archetype_month', every: 'YEAR', keepDays: null, ahead: 1 },
  { table: 'source_hour', every: 'MONTH', keepDays: 90, ahead: 2 },
  { table: 'reject', every: 'MONTH', keepDays: 90, ahead: 2 },
  { table: 'model_input_count', every: 'MONTH', keepDays: 90, ahead: 2 },
  { table: 'merchant_day', every: 'MONTH', keepDays: 70, ahead: 2 },
];
