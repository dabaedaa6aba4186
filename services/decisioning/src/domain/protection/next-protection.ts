import type { ProtectionLevel, SignalLevel } from '@rapport/contracts';
import type { KnownSignal } from '../knowledge/knowledge.ts';
import { levelRank } from '../knowledge/signal-level.ts';
import { type Protection, protectionRank } from './protection.ts';

/** A signal of at least this level asks for a protection, which is looked at again after so many days. */
type ProtectionRule = {
  readonly kind: string;
  readonly from: SignalLevel;
  readonly level: ProtectionLevel;
  readonly reviewDays: number;
};

/** The strongest first. */
const RULES: readonly ProtectionRule[] = [
  { kind: 'FINANCIAL_STRESS', from: 'HIGH', level: 'PROTECTED', reviewDays: 90 },
  { kind: 'VULNERABILITY', from: 'HIGH', level: 'PROTECTED', reviewDays: 90 },
  { kind: 'FINANCIAL_STRESS', from: 'MEDIUM', level: 'WATCH', reviewDays: 30 },
  { kind: 'VULNERABILITY', from: 'MEDIUM', level: 'WATCH', reviewDays: 30 },
];

const WATCH_AFTER_PROTECTED_DAYS = 30;
const DAY_MS = 86_400_000;

const inDays = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

const ruleFor = (signals: readonly KnownSignal[]): ProtectionRule | null =>
  RULES.find(({ kind, from }) =>
    signals.some((signal) => signal.kind === kind && levelRank(signal.level) >= levelRank(from)),
  ) ?? null;

/**
 * The protection that follows from what is sensed. A signal raises it at once. Only a review lowers it, and then by
 * one step: from PROTECTED to WATCH, from WATCH to NONE; a good day in between changes nothing. A review that still
 * finds the signal extends it.
 * @returns the very same object where nothing changes
 */
export const nextProtection = (
  customerId: string,
  current: Protection | null,
  signals: readonly KnownSignal[],
  at: Date,
): Protection | null => {
  const rule = ruleFor(signals);
  const held = current?.level ?? 'NONE';
  const wanted = rule?.level ?? 'NONE';
  if (rule && protectionRank(wanted) > protectionRank(held)) {
    return { customerId, level: wanted, since: at, reason: rule.kind, reviewAt: inDays(at, rule.reviewDays) };
  }
  if (!current?.reviewAt || at < current.reviewAt) return current;
  if (rule && wanted === held) return { ...current, customerId, reviewAt: inDays(at, rule.reviewDays) };
  if (held === 'PROTECTED') {
    const reviewAt = inDays(at, WATCH_AFTER_PROTECTED_DAYS);
    return { customerId, level: 'WATCH', since: at, reason: rule?.kind ?? 'REVIEWED', reviewAt };
  }
  return { customerId, level: 'NONE', since: at, reason: 'REVIEWED', reviewAt: null };
};
