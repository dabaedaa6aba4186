import type { SignalLevel } from '@rapport/contracts';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { inputsOfCustomer } from '../models/inputs-of-features.ts';
import { once } from './evidence/once.ts';
import { THRESHOLDS } from './hysteresis.ts';
import { type Assessment, type Signal, type SignalCase, valueOf } from './signal.ts';

/** What stress is judged by; null where it cannot be told. */
export type StressIngredients = {
  readonly bufferDays: number | null;
  readonly balance: number | null;
  readonly negativeBalanceDays: number | null;
  readonly returnedPayments: number | null;
  /** 0 to 1. */
  readonly incomeDrop: number | null;
};

const USED = ['buffer_days', 'balance_latest', 'negative_balance_days_30d', 'returned_payments_30d', 'income_drop_30d'];

/** Two weeks of essentials in hand are calm; a rent cycle's half (our own choice, to be learnt later). */
const CALM_BUFFER_DAYS = 14;
const WEIGHTS = { buffer: 0.45, overdrawn: 0.4, negativeDays: 0.4, returned: 0.55, incomeDrop: 0.35 };
const EVIDENCE_MAX = 20;
const HISTORY_DAYS_FULL = 60;

const clamp = (value: number): number => Math.min(Math.max(value, 0), 1);

/**
 * Noisy-or of five ingredients (Pearl 1988, 4.3.2): score = 1 − Π(1 − weight × strength). Each strength runs from 0 to
 * 1 and none can calm another, so the score rises with every one of them. One returned payment has strength 0.7.
 */
export const stressScore = (of: StressIngredients): number => {
  const strengths = {
    buffer: of.bufferDays === null ? 0 : clamp((CALM_BUFFER_DAYS - of.bufferDays) / CALM_BUFFER_DAYS),
    overdrawn: of.balance !== null && of.balance < 0 ? 1 : 0,
    negativeDays: Math.sqrt(clamp((of.negativeBalanceDays ?? 0) / 10)),
    returned: clamp((of.returnedPayments ?? 0) * 0.7),
    incomeDrop: clamp(of.incomeDrop ?? 0),
  };
  const calm = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).reduce(
    (product, key) => product * (1 - WEIGHTS[key] * strengths[key]),
    1,
  );
  return clamp(Number((1 - calm).toFixed(4)));
};

/** Half of it is how long the account was seen (60 days are enough), half which ingredients could be told. */
const confidenceOf = ({ mainDays, today }: SignalCase['days'], of: StressIngredients): number => {
  const first = mainDays[0]?.day;
  if (!first) return 0;
  const seenDays = (Date.parse(today) - Date.parse(first)) / 86_400_000 + 1;
  const told = Object.values(of).filter((value) => value !== null).length / 5;
  return Number((0.5 * clamp(seenDays / HISTORY_DAYS_FULL) + 0.5 * told).toFixed(4));
};

const isEvidence = (fact: LedgerFact, main: SignalCase['days']['main']): boolean => {
  if (fact.kind === 'RETURNED') return fact.reason === 'INSUFFICIENT_FUNDS';
  if (fact.accountId !== main?.accountId || fact.currency !== main.currency) return false;
  return fact.balanceAfter !== null && fact.balanceAfter.startsWith('-');
};

/** What emptied the account, where nothing went below zero yet. */
const isDrain = (fact: LedgerFact, main: SignalCase['days']['main']): boolean =>
  fact.kind === 'POSTED' && fact.accountId === main?.accountId && fact.amount.startsWith('-');

const evidenceOf = ({ recent, days }: SignalCase): string[] => {
  const strong = recent.filter((fact) => isEvidence(fact, days.main));
  const facts = strong.length > 0 ? strong : recent.filter((fact) => isDrain(fact, days.main));
  const newestFirst = facts.toSorted((a, b) => b.bookedAt.getTime() - a.bookedAt.getTime());
  return [...new Set(newestFirst.map(({ transactionId }) => transactionId))].slice(0, EVIDENCE_MAX);
};

const CUSTOMER_SENTENCES: Readonly<Record<SignalLevel, string>> = {
  NONE: 'Your money looks steady.',
  LOW: 'Money has been tighter than usual lately. We are here if you would like to look at it together.',
  MEDIUM: 'Money looks tight at the moment. There are ways to make the next weeks easier: ask us, it costs nothing.',
  HIGH: 'This looks like a difficult time for your money. You are not alone: we can pause or move payments with you.',
};

const PARTS: readonly (readonly [string, (value: number) => string | null])[] = [
  ['buffer_days', (days) => (days < CALM_BUFFER_DAYS ? `the balance covers ${days} days of essentials` : null)],
  ['negative_balance_days_30d', (days) => (days > 0 ? `below zero on ${days} of 30 days` : null)],
  ['returned_payments_30d', (count) => (count > 0 ? `${count} payment(s) returned for lack of funds` : null)],
  ['income_drop_30d', (drop) => (drop >= 0.1 ? `income is down ${Math.round(drop * 100)} %` : null)],
];

const PUSHES_MAX = 10;

/**
 * The score where a model was learnt, beside the rules' own: the model's, but the rules' HIGH stays at least that. A
 * model may find stress that rules do not see; it never takes protection from somebody who is visibly out of money.
 */
const learntScore = (subject: SignalCase, rules: number): Partial<Assessment> & { readonly score: number } => {
  const model = subject.models?.get('FINANCIAL_STRESS');
  if (!model) return { score: rules };
  const { score, contributions } = model.score(inputsOfCustomer(subject));
  if (rules >= THRESHOLDS.HIGH.up && rules > score) return { score: rules };
  const strongest = contributions.slice(0, PUSHES_MAX);
  const pushing = new Set([...strongest.map(({ input }) => input), ...USED]);
  return {
    score: Number(score.toFixed(4)),
    contributions: strongest,
    features: subject.features.filter(({ name }) => pushing.has(name)).slice(0, EVIDENCE_MAX),
    modelVersion: model.version,
  };
};

/** FINANCIAL_STRESS: somebody's money is running out or has run out. */
export const financialStress: Signal = {
  kind: 'FINANCIAL_STRESS',
  modelVersion: 'financial-stress-rules-2',
  description: "Somebody's money is running out or has run out.",
  sensitivity: 'ORDINARY',
  reads: USED,
  assess: once((subject: SignalCase) => {
    const of: StressIngredients = {
      bufferDays: valueOf(subject.features, 'buffer_days'),
      balance: valueOf(subject.features, 'balance_latest'),
      negativeBalanceDays: valueOf(subject.features, 'negative_balance_days_30d'),
      returnedPayments: valueOf(subject.features, 'returned_payments_30d'),
      incomeDrop: valueOf(subject.features, 'income_drop_30d'),
    };
    const judged = learntScore(subject, stressScore(of));
    return {
      confidence: confidenceOf(subject.days, of),
      transactionIds: judged.score > 0 ? evidenceOf(subject) : [],
      features: subject.features.filter(({ name }) => USED.includes(name)),
      ...judged,
    };
  }),
  customerSentence: (level) => CUSTOMER_SENTENCES[level],
  agentSentence: (level, features) => {
    const parts = PARTS.flatMap(([name, say]) => {
      const value = valueOf(features, name);
      return (value === null ? null : say(value)) ?? [];
    });
    return `Financial stress is ${level.toLowerCase()}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
  },
};
