import type { SensedFeature, SignalLevel } from '@rapport/contracts';
import type { CustomerDays } from '../features/feature.ts';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import type { LearntModel, Push } from '../models/learnt-model.ts';
import type { SeenSeries } from '../recurring/view-series.ts';
import type { PaymentRisks } from './fraud-anomaly/judge-payments.ts';
import type { Thresholds } from './hysteresis.ts';

/** What signals are read from. */
export type SignalCase = {
  readonly days: CustomerDays;
  readonly features: readonly SensedFeature[];
  /** Facts of the last 30 days, newest first, as many as were read. */
  readonly recent: readonly LedgerFact[];
  /** The customer's recurring series as seen today. */
  readonly series: readonly SeenSeries[];
  /** Active learnt models by signal kind; without one, rules alone judge. */
  readonly models?: ReadonlyMap<string, LearntModel>;
  /** What is known of merchants and of the customer's own frauds; nothing where left out. */
  readonly risks?: PaymentRisks;
  readonly now: Date;
};

/** A number that a signal puts on something, with the interval within which it probably lies. */
export type Estimate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Such as `EUR/year`. */
  readonly unit: string;
};

/** How strongly a signal is felt, and by what. */
export type Assessment = {
  /** 0 to 1. */
  readonly score: number;
  /** 0 to 1: how much there was to judge by. */
  readonly confidence: number;
  /** The bank's ids of the transactions that say so, newest first, 20 at most. */
  readonly transactionIds: readonly string[];
  readonly features: readonly SensedFeature[];
  readonly estimate?: Estimate | null;
  /** How far each input pushed a learnt score, the strongest first, ten at most; none where rules judged. */
  readonly contributions?: readonly Push[];
  /** The learnt model that judged; the signal's own rules where left out. */
  readonly modelVersion?: string;
};

/**
 * Whom a signal concerns. ORDINARY: whoever helps the customer or answers for risk. SENSITIVE: a guess about health,
 * family or a death; it reaches nobody by itself, no other service, no list and no timeline, and is shown only to the
 * customer and to those who supervise help, when they ask for it by name.
 */
export type Sensitivity = 'ORDINARY' | 'SENSITIVE';

/** One thing that is sensed of a customer: a pure function of what is known, and words for those who read it. */
export type Signal = {
  readonly kind: string;
  readonly modelVersion: string;
  /** What it says, for people who look it up. */
  readonly description: string;
  readonly sensitivity: Sensitivity;
  /** Names of the features, and of the counts made for it, that it reads. */
  readonly reads: readonly string[];
  /** From which score on which level is reached; the usual ones where left out. */
  readonly thresholds?: Thresholds;
  /** A level that was reached is left downwards only after so many days; 0 where left out. */
  readonly dwellDays?: number;
  readonly assess: (subject: SignalCase) => Assessment;
  /** Kind, plain words for the customer. */
  readonly customerSentence: (level: SignalLevel) => string;
  /** Plain words for who helps the customer. */
  readonly agentSentence: (level: SignalLevel, features: readonly SensedFeature[]) => string;
};

/** A signal as it stands for a customer. */
export type SignalState = {
  readonly customerId: string;
  readonly kind: string;
  readonly level: SignalLevel;
  /** The level before `since`. */
  readonly levelBefore: SignalLevel;
  readonly since: Date;
  readonly score: number;
  readonly confidence: number;
  readonly transactionIds: readonly string[];
  readonly features: readonly SensedFeature[];
  readonly estimate: Estimate | null;
  readonly contributions: readonly Push[];
  readonly modelVersion: string;
  /** When it was last found to be otherwise than before. */
  readonly assessedAt: Date;
};

/** What a signal rests on. */
export type Evidence = Pick<SignalState, 'transactionIds' | 'features' | 'estimate'>;

/** A change of a signal's level, for the timeline. */
export type SignalChange = Pick<SignalState, 'customerId' | 'kind' | 'level' | 'levelBefore'> & { readonly at: Date };

const numbers = new WeakMap<readonly SensedFeature[], ReadonlyMap<string, number | null>>();

/** A feature's value as a number; null where it cannot be told. */
export const valueOf = (features: readonly SensedFeature[], name: string): number | null => {
  let known = numbers.get(features);
  if (!known) {
    known = new Map(features.map((feature) => [feature.name, feature.value === null ? null : Number(feature.value)]));
    numbers.set(features, known);
  }
  return known.get(name) ?? null;
};
