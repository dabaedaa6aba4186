import type { SignalLevel } from '@rapport/contracts';
import type { Protection } from '../protection/protection.ts';
import { strongest } from '../protection/protection.ts';
import type {
  ConsentCopy,
  ContactCopy,
  CustomerCopy,
  Dismissal,
  Knowledge,
  KnownSignal,
  SensedCopy,
} from './knowledge.ts';
import { levelRank } from './signal-level.ts';

/** What is kept of one customer, under every id they were known by. */
export type KnowledgeParts = {
  readonly customers: readonly CustomerCopy[];
  readonly sensed: readonly SensedCopy[];
  readonly consents: readonly ConsentCopy[];
  readonly contacts: readonly ContactCopy[];
  readonly protections: readonly Protection[];
  readonly dismissals: readonly Dismissal[];
};

/** The language of a customer of whom nothing is known. */
export const DEFAULT_LOCALE = 'en';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const latest = (instants: readonly (Date | null)[]): string | null => {
  const times = instants.flatMap((at) => (at ? [at.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)).toISOString() : null;
};

/** The signals of several ids as those of one customer: of each kind the strongest, which errs towards protection. */
export const combineSignals = (sensed: readonly SensedCopy[]): readonly KnownSignal[] => {
  const byKind = Map.groupBy(
    sensed.flatMap(({ signals }) => signals),
    ({ kind }) => kind,
  );
  return [...byKind.values()]
    .map((same) => same.reduce((a, b) => (levelRank(b.level) > levelRank(a.level) ? b : a)))
    .sort((a, b) => byText(a.kind, b.kind));
};

const combineFeatures = (sensed: readonly SensedCopy[]): Record<string, string> => {
  const oldestFirst = [...sensed].sort((a, b) => a.newestFactAt.getTime() - b.newestFactAt.getTime());
  const told = oldestFirst.flatMap(({ features }) =>
    features.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])),
  );
  return Object.fromEntries(told.sort(([a], [b]) => byText(a!, b!)) as [string, string][]);
};

const newestDismissals = (dismissals: readonly Dismissal[]): Dismissal[] =>
  [...Map.groupBy(dismissals, ({ actionKey }) => actionKey).values()]
    .map((same) => same.reduce((a, b) => (b.at > a.at ? b : a)))
    .sort((a, b) => byText(a.actionKey, b.actionKey));

/** One customer's knowledge from all that is kept of them; of whom nothing is kept, there is an empty one. */
export const combineKnowledge = (customerId: string, parts: KnowledgeParts): Knowledge => {
  const own = parts.customers.find((copy) => copy.customerId === customerId) ?? parts.customers[0];
  const protection = strongest(parts.protections);
  const lastIn = [...parts.contacts].sort((a, b) => Number(b.receivedAt ?? 0) - Number(a.receivedAt ?? 0))[0];
  return {
    customerId,
    locale: own?.locale ?? DEFAULT_LOCALE,
    accounts: [...new Set(parts.customers.flatMap(({ accountTypes }) => accountTypes))].sort(byText),
    features: combineFeatures(parts.sensed),
    signals: combineSignals(parts.sensed),
    protection: protection && {
      level: protection.level,
      reason: protection.reason,
      since: protection.since.toISOString(),
    },
    consents: parts.consents
      .flatMap((copy) => copy.consents.map((word) => ({ ...word, customerId: copy.customerId })))
      .sort((a, b) => byText(`${a.customerId}${a.purpose}${a.channel}`, `${b.customerId}${b.purpose}${b.channel}`)),
    contact: {
      sentAt: latest(parts.contacts.map(({ sentAt }) => sentAt)),
      receivedAt: latest(parts.contacts.map(({ receivedAt }) => receivedAt)),
      intent: lastIn?.intent ?? null,
    },
    dismissals: newestDismissals(parts.dismissals),
  };
};

/** The kinds of signal that are felt more strongly than before. */
export const risenSignals = (before: readonly KnownSignal[], after: readonly KnownSignal[]): readonly KnownSignal[] => {
  const levelBefore = new Map<string, SignalLevel>(before.map(({ kind, level }) => [kind, level]));
  return after.filter(({ kind, level }) => levelRank(level) > levelRank(levelBefore.get(kind) ?? 'NONE'));
};
