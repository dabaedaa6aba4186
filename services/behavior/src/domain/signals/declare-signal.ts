import type { SensedFeature, SignalLevel } from '@rapport/contracts';
import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { confidenceOf, noisyOr } from './evidence/combine-evidence.ts';
import { type Ingredient, strengthOf, type Weighed, weigh } from './evidence/ingredient.ts';
import { once } from './evidence/once.ts';
import { CAREFUL_THRESHOLDS } from './hysteresis.ts';
import { type Assessment, type Estimate, type Signal, type SignalCase, valueOf } from './signal.ts';

/** A signal as a table of ingredients and a few sentences: all that most signals are. */
export type Declaration = {
  readonly kind: string;
  /** One more with each change of what it says. */
  readonly version: number;
  /** What it says, for people who look it up. */
  readonly description: string;
  readonly ingredients: readonly Ingredient[];
  /** For the customer, from calm to strongly felt; a sensitive signal has its own words and needs none. */
  readonly sentences: Readonly<Record<SignalLevel, string>>;
  /** How the agent's sentence begins: `Financial discipline`. */
  readonly title: string;
  readonly dwellDays?: number;
  readonly isSensitive?: boolean;
  readonly estimate?: (subject: SignalCase) => Estimate | null;
};

const TRANSACTIONS_MAX = 20;
const FEATURES_MAX = 20;

/** The transactions behind what was found, newest first. */
const transactionIdsOf = (found: readonly Weighed[], subject: SignalCase): string[] => {
  const tests = found.flatMap(({ ingredient }) => ingredient.of.isBehind ?? []);
  const behind = subject.recent
    .filter((fact: LedgerFact) => tests.some((isBehind) => isBehind(fact, subject)))
    .toSorted((a, b) => b.bookedAt.getTime() - a.bookedAt.getTime());
  return [...new Set(behind.map(({ transactionId }) => transactionId))].slice(0, TRANSACTIONS_MAX);
};

const evidenceOf = ({ ingredient: { of }, value }: Weighed, features: readonly SensedFeature[]): SensedFeature =>
  features.find(({ name }) => name === of.name) ?? {
    name: of.name,
    value: value === null ? null : String(Number(value.toFixed(4))),
    unit: of.unit,
  };

const assess = ({ ingredients, estimate }: Declaration, subject: SignalCase): Assessment => {
  const weighed = weigh(ingredients, subject);
  const found = weighed.filter(({ strength }) => strength > 0);
  const { mainDays, today } = subject.days;
  return {
    score: noisyOr(weighed),
    confidence: confidenceOf(weighed, { firstDay: mainDays[0]?.day ?? null, today }),
    transactionIds: transactionIdsOf(found, subject),
    features: found.slice(0, FEATURES_MAX).map((one) => evidenceOf(one, subject.features)),
    ...(estimate ? { estimate: estimate(subject) } : {}),
  };
};

const agentSentence = (
  { title, ingredients, isSensitive }: Declaration,
  level: SignalLevel,
  features: readonly SensedFeature[],
): string => {
  const parts = ingredients.flatMap((ingredient) => {
    const value = valueOf(features, ingredient.of.name);
    return value !== null && strengthOf(ingredient, value) > 0 ? [ingredient.say(value)] : [];
  });
  const felt = level === 'NONE' ? 'is not felt' : `is ${level.toLowerCase()}`;
  const caution = isSensitive ? ' It is a guess: do not raise it, let the customer speak.' : '';
  return `${title} ${felt}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.${caution}`;
};

/** A signal from its declaration: score by noisy-or, confidence, evidence and words come with it. */
export const declareSignal = (declared: Declaration): Signal => ({
  kind: declared.kind,
  modelVersion: `${declared.kind.toLowerCase().replaceAll('_', '-')}-rules-${declared.version}`,
  description: declared.description,
  sensitivity: declared.isSensitive ? 'SENSITIVE' : 'ORDINARY',
  reads: declared.ingredients.map(({ of }) => of.name),
  dwellDays: declared.dwellDays ?? 0,
  ...(declared.isSensitive ? { thresholds: CAREFUL_THRESHOLDS } : {}),
  // Signals that rest on others ask for their judgements again.
  assess: once((subject: SignalCase) => assess(declared, subject)),
  customerSentence: (level) => declared.sentences[level],
  agentSentence: (level, features) => agentSentence(declared, level, features),
});
