import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { SIGNAL_LEVELS } from '@rapport/contracts';
import { levelRank } from '../knowledge/signal-level.ts';
import type { Snapshot } from '../knowledge/snapshot.ts';
import { protectionRank } from '../protection/protection.ts';

/** What an expression of the catalogue may speak of. Levels compare: `signals.FINANCIAL_STRESS >= MEDIUM`. */
export type RuleView = {
  /** Kinds of account held: `"CARD" in accounts`. */
  readonly accounts: readonly string[];
  /** Features that could be told, by name: `has(features.buffer_days) && features.buffer_days < 5.0`. */
  readonly features: Readonly<Record<string, number>>;
  /** Levels of signals, by kind. */
  readonly signals: Readonly<Record<string, number>>;
  /** NONE, WATCH or PROTECTED. */
  readonly protection: number;
  /** Hours since the customer last wrote to the bank, and the bank to them; very many where never. */
  readonly hoursSinceReceived: number;
  readonly hoursSinceSent: number;
};

const NEVER_HOURS = 1e6;
const HOUR_MS = 3_600_000;

/** Signals that rules may name without asking whether they were ever sensed: such a signal is NONE. */
const ALWAYS_THERE = { FINANCIAL_STRESS: 0 };

const environment = SIGNAL_LEVELS.reduce(
  (env, level) => env.registerConstant(level, 'double', levelRank(level)),
  new Environment()
    .registerVariable('accounts', 'list<string>')
    .registerVariable('features', 'map<string, double>')
    .registerVariable('signals', 'map<string, double>')
    .registerVariable('protection', 'double')
    .registerVariable('hoursSinceReceived', 'double')
    .registerVariable('hoursSinceSent', 'double')
    .registerConstant('WATCH', 'double', protectionRank('WATCH'))
    .registerConstant('PROTECTED', 'double', protectionRank('PROTECTED')),
);

const hoursBetween = (earlier: string | null, later: string): number =>
  earlier === null ? NEVER_HOURS : (Date.parse(later) - Date.parse(earlier)) / HOUR_MS;

/** The view that rules have of a snapshot. */
export const viewOf = ({ knowledge, at }: Snapshot): RuleView => ({
  accounts: knowledge.accounts,
  features: Object.fromEntries(Object.entries(knowledge.features).map(([name, value]) => [name, Number(value)])),
  signals: {
    ...ALWAYS_THERE,
    ...Object.fromEntries(knowledge.signals.map(({ kind, level }) => [kind, levelRank(level)])),
  },
  protection: protectionRank(knowledge.protection?.level ?? 'NONE'),
  hoursSinceReceived: hoursBetween(knowledge.contact.receivedAt, at),
  hoursSinceSent: hoursBetween(knowledge.contact.sentAt, at),
});

const parsed = new Map<string, ParseResult>();

/** What a rule says of a view. ERROR: it could not be answered, which never counts as a yes. */
export type RuleAnswer = 'YES' | 'NO' | 'ERROR';

/** Evaluates an expression, which is parsed once however often it is asked. */
export const askRule = (expression: string, view: RuleView): RuleAnswer => {
  try {
    const rule = parsed.get(expression) ?? environment.parse(expression);
    parsed.set(expression, rule);
    const answer: unknown = rule({ ...view });
    if (typeof answer !== 'boolean') return 'ERROR';
    return answer ? 'YES' : 'NO';
  } catch {
    return 'ERROR';
  }
};

/** What is wrong with an expression, or null: a test asks it of the whole catalogue. */
export const faultOf = (expression: string): string | null => {
  const { valid, type, error } = environment.check(expression);
  if (!valid) return error?.message ?? 'is not valid';
  return type === 'bool' ? null : `is ${type} and must be bool`;
};
