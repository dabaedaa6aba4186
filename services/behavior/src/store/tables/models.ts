import { column, table } from '@rapport/platform';
import type { ConfirmedFraud, KeptLabel } from '../../domain/models/signal-label.ts';
import type { StoredModel } from '../../domain/models/stored-model.ts';
import type { BinCount } from '../../domain/models/watch-thresholds.ts';

/** Learnt models: what they hold was learnt from people, but of no single one. */
export const modelTable = table<StoredModel>('model', {
  id: column.text('OPERATIONAL', { primary: true }),
  kind: column.text('OPERATIONAL'),
  file: column.text('OPERATIONAL'),
  signature: column.text('OPERATIONAL'),
  status: column.text('OPERATIONAL'),
  trainedAt: column.instant('OPERATIONAL'),
  proposedBy: column.text('OPERATIONAL'),
  proposedAt: column.instant('OPERATIONAL'),
  activatedBy: column.text('OPERATIONAL', { nullable: true }),
  activatedAt: column.instant('OPERATIONAL', { nullable: true }),
  endedAt: column.instant('OPERATIONAL', { nullable: true }),
  reason: column.text('OPERATIONAL', { nullable: true }),
  calibration: column.json('OPERATIONAL'),
});

export const modelInputCountTable = table<BinCount & { modelId: string; day: string }>('model_input_count', {
  modelId: column.text('OPERATIONAL', { primary: true }),
  day: column.date('OPERATIONAL', { primary: true }),
  input: column.text('OPERATIONAL', { primary: true }),
  bin: column.integer('OPERATIONAL', { primary: true }),
  count: column.integer('OPERATIONAL'),
});

/** Made by people, one by one. */
export const signalLabelTable = table<KeptLabel>('signal_label', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL', { primary: true }),
  since: column.instant('SENSITIVE', { primary: true }),
  verdict: column.text('SENSITIVE'),
  score: column.real('SENSITIVE'),
  features: column.json('SENSITIVE'),
  transactionIds: column.text('PSEUDONYM', { array: true }),
  modelVersion: column.text('OPERATIONAL'),
  note: column.text('SENSITIVE', { nullable: true }),
  labelledBy: column.text('OPERATIONAL'),
  labelledAt: column.instant('OPERATIONAL'),
});

export const confirmedFraudTable = table<ConfirmedFraud>('confirmed_fraud', {
  accountId: column.text('PSEUDONYM', { primary: true }),
  transactionId: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM'),
  merchant: column.text('OPERATIONAL'),
  day: column.date('BEHAVIOURAL'),
  confirmedAt: column.instant('OPERATIONAL'),
});

/** Of no person: payments at a merchant in a day, in several rows that different customers add to. */
export const merchantDayTable = table<{ merchant: string; day: string; shard: number; payments: number }>(
  'merchant_day',
  {
    merchant: column.text('OPERATIONAL', { primary: true }),
    day: column.date('OPERATIONAL', { primary: true }),
    shard: column.integer('OPERATIONAL', { primary: true }),
    payments: column.integer('OPERATIONAL'),
  },
);
