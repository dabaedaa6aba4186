import type { SensedFeature, SignalLevel } from '@rapport/contracts';
import type { LedgerFact } from '../../ledger/ledger-fact.ts';
import type { ModelInputs, Push } from '../../models/learnt-model.ts';
import { THRESHOLDS } from '../hysteresis.ts';
import type { Assessment, Signal, SignalCase } from '../signal.ts';
import { anomalyByRules } from './anomaly-rules.ts';
import { isCardPayment, judgedPayments } from './judge-payments.ts';
import { FRAUD_INPUTS } from './payment-inputs.ts';

/** An anomaly is told for so long after the payment, then it is history. */
const TOLD_DAYS = 3;
const DAY_MS = 86_400_000;
/** So many payments of one's own are a baseline. */
const BASELINE_FULL = 20;
const PUSHES_MAX = 10;

type Scored = {
  readonly fact: LedgerFact;
  readonly row: readonly number[];
  readonly score: number;
  readonly contributions: readonly Push[];
};

const scored = ({ models }: SignalCase, { fact, row }: { fact: LedgerFact; row: readonly number[] }): Scored => {
  const model = models?.get('FRAUD_ANOMALY');
  if (!model) return { fact, row, score: anomalyByRules(row), contributions: [] };
  const inputs: ModelInputs = Object.fromEntries(FRAUD_INPUTS.map((name, input) => [name, row[input]!]));
  const { score, contributions } = model.score(inputs);
  return { fact, row, score: Number(score.toFixed(4)), contributions: contributions.slice(0, PUSHES_MAX) };
};

/** The inputs of a payment as features; ratios with four digits, the strongest first where a model says which. */
const featuresOf = ({ row, contributions }: Scored): SensedFeature[] => {
  const named = FRAUD_INPUTS.map((name, input) => ({
    name,
    value: Number.isNaN(row[input]) ? null : String(Number(row[input]!.toFixed(4))),
    unit: 'ratio',
  }));
  if (contributions.length === 0) return named.slice(0, PUSHES_MAX);
  return contributions.flatMap(({ input }) => named.find(({ name }) => name === input) ?? []);
};

const NOTHING: Assessment = { score: 0, confidence: 0, transactionIds: [], features: [] };

const assess = (subject: SignalCase): Assessment => {
  const payments = judgedPayments(subject)
    .filter(({ fact }) => subject.now.getTime() - fact.bookedAt.getTime() < TOLD_DAYS * DAY_MS)
    .map((payment) => scored(subject, payment));
  const [first, ...rest] = payments;
  if (!first) return NOTHING;
  const strongest = rest.reduce((a, b) => (b.score > a.score ? b : a), first);
  const model = subject.models?.get('FRAUD_ANOMALY');
  return {
    score: strongest.score,
    confidence: Number(Math.min(subject.recent.filter(isCardPayment).length / BASELINE_FULL, 1).toFixed(4)),
    transactionIds: payments
      .filter(({ score }) => score >= Math.min(THRESHOLDS.LOW.up, strongest.score) && score > 0)
      .map(({ fact }) => fact.transactionId),
    features: featuresOf(strongest),
    contributions: strongest.contributions,
    ...(model ? { modelVersion: model.version } : {}),
  };
};

const CUSTOMER_SENTENCES: Readonly<Record<SignalLevel, string>> = {
  NONE: 'Your card payments look like yours.',
  LOW: 'One of your card payments was a little unusual. Was it you?',
  MEDIUM: 'One of your card payments does not look like yours. Please have a look at it.',
  HIGH: 'One of your card payments does not look like yours at all. Please look at it now: we can stop your card.',
};

const PARTS: readonly (readonly [(typeof FRAUD_INPUTS)[number], (value: number) => string | null])[] = [
  ['amount_ratio_30d', (ratio) => (ratio >= 2 ? `${ratio.toFixed(1)} times the usual amount` : null)],
  ['payments_1d', (count) => (count >= 6 ? `${count} payments in the day before` : null)],
  ['merchant_frauds_28d', (count) => (count > 0 ? `${count} confirmed fraud(s) at this merchant of late` : null)],
  ['own_frauds_28d', (count) => (count > 0 ? `${count} confirmed fraud(s) of this customer of late` : null)],
  ['is_new_merchant_30d', (isNew) => (isNew === 1 ? 'a merchant that is new to the customer' : null)],
];

/** FRAUD_ANOMALY: a card payment that is unlike the person's own. Its score is that of the strongest of late. */
export const fraudAnomaly: Signal = {
  kind: 'FRAUD_ANOMALY',
  modelVersion: 'fraud-anomaly-rules-1',
  description: "A card payment that is unlike the person's own.",
  sensitivity: 'ORDINARY',
  reads: FRAUD_INPUTS,
  assess,
  customerSentence: (level) => CUSTOMER_SENTENCES[level],
  agentSentence: (level, features) => {
    const parts = PARTS.flatMap(([name, say]) => {
      const value = features.find((feature) => feature.name === name)?.value ?? null;
      return (value === null ? null : say(Number(value))) ?? [];
    });
    return `A card payment's anomaly is ${level.toLowerCase()}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
  },
};
