import type { Tx } from '@rapport/contracts';
import type { Cusum } from '../../domain/learning/cusum.ts';
import type { ModelFile } from '../../domain/models/model-file.ts';
import type { ConfirmedFraud, KeptLabel } from '../../domain/models/signal-label.ts';
import type { ModelStatus, StoredModel } from '../../domain/models/stored-model.ts';
import type { BinCount } from '../../domain/models/watch-thresholds.ts';
import type { MerchantDay } from '../../domain/signals/fraud-anomaly/merchant-risk.ts';
import type { PageSlice } from './ledger.ts';

export type ModelStore = {
  /** Keeps a new candidate; false where it is known already. */
  insert(tx: Tx, model: StoredModel): Promise<boolean>;
  find(tx: Tx, id: string): Promise<StoredModel | null>;
  /** Lets one transaction at a time change which model of a kind is active. */
  lockKind(tx: Tx, kind: string): Promise<void>;
  /** Ends the active model of a kind, if there is one. */
  end(tx: Tx, kind: string, how: { status: ModelStatus; reason: string }): Promise<string | null>;
  activate(tx: Tx, id: string, by: { subject: string; reason: string }): Promise<void>;
  /** The active models, or those among them that are not known yet. */
  active(): Promise<{ readonly id: string; readonly kind: string }[]>;
  load(ids: readonly string[]): Promise<StoredModel[]>;
  page(kind: string | null, slice: PageSlice): Promise<StoredModel[]>;
  keepCalibration(tx: Tx, id: string, calibration: Cusum): Promise<void>;
  /** Adds to the counts of inputs of a day, `2026-03-01`. */
  addCounts(tx: Tx, counts: readonly (BinCount & { readonly modelId: string; readonly day: string })[]): Promise<void>;
  /** The counts of a model's inputs from a day on. */
  countsOf(modelId: string, fromDay: string): Promise<BinCount[]>;
};

export type LabelStore = {
  /** Keeps or replaces what was found of a signal; the verdict that stood before. */
  save(tx: Tx, label: KeptLabel): Promise<KeptLabel['verdict'] | null>;
};

/** A merchant's key and the days of which its counts are asked, `2026-03-01`, both included. */
export type MerchantSpan = { readonly merchant: string; readonly from: string; readonly to: string };

export type MerchantStore = {
  /** Counts payments at merchants; `shard` spreads a busy merchant over several rows. */
  count(tx: Tx, counted: readonly { merchant: string; day: string; shard: number; payments: number }[]): Promise<void>;
  /** Day counts by merchant, of those alone that have a confirmed fraud in their span. */
  daysOf(tx: Tx, spans: readonly MerchantSpan[]): Promise<Map<string, MerchantDay[]>>;
  /** The days of a customer's own frauds since a day, by asked id. */
  ownFraudDays(tx: Tx, customerIds: readonly string[], fromDay: string): Promise<Map<string, number[]>>;
  addFrauds(tx: Tx, frauds: readonly ConfirmedFraud[]): Promise<void>;
  /** Takes back what was held against merchants. */
  removeFrauds(tx: Tx, keys: readonly Pick<ConfirmedFraud, 'accountId' | 'transactionId'>[]): Promise<void>;
};

/** Reads a model out of its canonical JSON, or says what is wrong with it. */
export type ReadModel = (
  stored: Pick<StoredModel, 'id' | 'file' | 'signature'>,
) => { readonly model: ModelFile } | { readonly flaw: string };
