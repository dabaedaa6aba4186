import type { Purpose } from '@rapport/contracts';
import type { DecisionPolicy } from '../arbitration/policy.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Snapshot } from '../knowledge/snapshot.ts';
import { type Action, STAGES, type Stage } from './action.ts';
import { askRule, type RuleView } from './rule.ts';

const DAY_MS = 86_400_000;

const FAILED: Readonly<Record<Stage, string>> = {
  eligibility: 'NOT_ELIGIBLE',
  applicability: 'NOT_APPLICABLE',
  suitability: 'NOT_SUITABLE',
};

/** Whether a purpose is allowed on a channel or on all: per id the newest word counts, among several ids a denial. */
const isAllowed = ({ consents }: Knowledge, purpose: Purpose, channel: string): boolean => {
  const words = consents.filter(
    (word) => word.purpose === purpose && (word.channel === null || word.channel === channel),
  );
  const newest = [...Map.groupBy(words, ({ customerId }) => customerId).values()].map((said) =>
    said.reduce((a, b) => (b.since > a.since ? b : a)),
  );
  return newest.length > 0 && newest.every(({ granted }) => granted);
};

const fatigueUntil = (action: Action, { knowledge, at }: Snapshot): string | null => {
  const dismissal = knowledge.dismissals.find(({ actionKey }) => actionKey === action.key);
  if (!dismissal) return null;
  const until = new Date(Date.parse(dismissal.at) + action.fatigueDays * DAY_MS).toISOString();
  return until > at ? until : null;
};

/**
 * Everything that speaks against an action, as machine codes; empty where nothing does. Protection comes first, then
 * the three stages in order, then what the customer said: so the first code is the one that weighs most.
 */
export const reasonsAgainst = (
  action: Action,
  snapshot: Snapshot,
  view: RuleView,
  policy: DecisionPolicy,
): string[] => {
  const { knowledge, surface } = snapshot;
  const isProtected = knowledge.protection?.level === 'PROTECTED';
  const channel = surface === 'CONVERSATION' ? (action.channels[0] ?? 'SMS') : 'IN_APP';
  const until = fatigueUntil(action, snapshot);
  return [
    ...(isProtected && policy.suppressedWhenProtected.includes(action.group) ? ['SUPPRESSED_BY_PROTECTION'] : []),
    ...STAGES.flatMap((stage) => {
      const answer = askRule(action[stage], view);
      if (answer === 'YES') return [];
      return [answer === 'ERROR' ? `RULE_ERROR:${stage}` : FAILED[stage]];
    }),
    ...action.consents
      .filter((purpose) => !isAllowed(knowledge, purpose, channel))
      .map((purpose) => `CONSENT_${purpose}`),
    ...(until ? [`FATIGUE_DISMISSED_UNTIL:${until}`] : []),
  ];
};
