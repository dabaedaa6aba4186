import type { BoostedTrees } from '../learning/boosted-trees.ts';
import type { Isotonic } from '../learning/isotonic-regression.ts';
import type { Logistic } from '../learning/logistic-regression.ts';
import type { Platt } from '../learning/platt-scaling.ts';

/** One opinion of a model, in log-odds; a model's members are averaged. */
export type ModelMember = ({ readonly form: 'LOGISTIC' } & Logistic) | ({ readonly form: 'TREES' } & BoostedTrees);

/** An input, with how it was spread where the model learnt: what drift is measured against. */
export type ModelInput = {
  readonly name: string;
  /** Inner edges of bins, rising: `binOf`. */
  readonly edges: readonly number[];
  /** Rows in each bin; the last those that could not be told. */
  readonly counts: readonly number[];
};

/** From averaged log-odds to a probability. */
export type Calibration = ({ readonly method: 'PLATT' } & Platt) | ({ readonly method: 'ISOTONIC' } & Isotonic);

/** How well a model did on rows it had not seen; the interval is the middle 95 %. */
export type ModelMetric = {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** What people need to know before they trust a model (Mitchell et al. 2019). */
export type ModelCard = {
  /** Where its rows came from. */
  readonly data: string;
  /** What was to be foreseen. */
  readonly label: string;
  readonly rows: number;
  readonly positives: number;
  /** The first and the last instant of its rows; null where they have none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly trainedAt: string;
  /** Who trained it, as they sign in: they may not activate it. */
  readonly trainedBy: string;
  readonly validation: string;
  readonly metrics: readonly ModelMetric[];
  readonly limits: readonly string[];
  /** What was looked at of fairness, and what was not. */
  readonly fairness: readonly string[];
};

export const MODEL_FORMAT = 'rapport-model-1';

/** A learnt model as it is written down: all that is needed to score, to explain and to watch. */
export type ModelFile = {
  readonly format: typeof MODEL_FORMAT;
  /** The signal that it is for. */
  readonly kind: string;
  readonly inputs: readonly ModelInput[];
  readonly members: readonly ModelMember[];
  readonly calibration: Calibration;
  readonly card: ModelCard;
};

/** A model file with what proves that it is whole and whose it is. */
export type SignedModel = {
  readonly model: ModelFile;
  /** SHA-256 of the model's canonical JSON (RFC 8785), in hex: the model's version. */
  readonly hash: string;
  /** Ed25519 over that canonical JSON, base64url. */
  readonly signature: string;
};
