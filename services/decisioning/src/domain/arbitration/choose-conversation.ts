import type { ProtectionLevel } from '@rapport/contracts';
import type { Action, Catalogue } from '../catalogue/action.ts';
import { findAction } from '../catalogue/catalogues.ts';
import type { KnownSignal } from '../knowledge/knowledge.ts';
import { levelRank } from '../knowledge/signal-level.ts';
import type { Ranking } from './ranking.ts';

/** That a conversation was decided on before: which action, when, and how strong its cause was. */
export type EarlierConversation = { readonly actionKey: string; readonly decidedAt: Date; readonly causeRank: number };

/** What is new: signals that rose, a protection that rose. */
export type ConversationTrigger = {
  readonly risen: readonly KnownSignal[];
  readonly protection: { readonly level: ProtectionLevel; readonly rose: boolean };
  readonly now: Date;
};

/** How long one action does not start another conversation for a cause no stronger, ms. */
export const CONVERSATION_COOLDOWN_MS = 86_400_000;

/** A protection that rose weighs as the signal that leads to it. */
const PROTECTION_CAUSE: Readonly<Record<ProtectionLevel, number>> = {
  NONE: 0,
  WATCH: levelRank('MEDIUM'),
  PROTECTED: levelRank('HIGH'),
};

/** How strong the cause is for which this action could speak up: 0 where nothing new concerns it. */
const causeRankFor = (action: Action, { risen, protection }: ConversationTrigger): number =>
  Math.max(
    0,
    ...risen.filter(({ kind }) => action.answers.includes(kind)).map(({ level }) => levelRank(level)),
    action.group === 'HELP' && protection.rose ? PROTECTION_CAUSE[protection.level] : 0,
  );

/** Whether any action may start a conversation because of a kind of signal; the others' rise is worth no ranking. */
export const isAnswered = ({ actions }: Catalogue, kind: string): boolean =>
  actions.some(({ answers, startsConversation }) => startsConversation && answers.includes(kind));

/**
 * The action to start a conversation with: the best that may start one and answers what is new. None where that action
 * started one within the last day for a cause at least as strong: a second message for the same trouble is no help,
 * a worse trouble is new.
 */
export const chooseConversation = (
  { ranked }: Pick<Ranking, 'ranked'>,
  catalogue: Catalogue,
  earlier: readonly EarlierConversation[],
  trigger: ConversationTrigger,
): { readonly actionKey: string; readonly causeRank: number } | null => {
  const best = ranked
    .flatMap(({ actionKey }) => findAction(catalogue, actionKey) ?? [])
    .map((action) => ({ action, causeRank: causeRankFor(action, trigger) }))
    .find(({ action, causeRank }) => action.startsConversation && causeRank > 0);
  if (!best) return null;
  const { action, causeRank } = best;
  const isCooling = earlier.some(
    (each) =>
      each.actionKey === action.key &&
      trigger.now.getTime() - each.decidedAt.getTime() < CONVERSATION_COOLDOWN_MS &&
      each.causeRank >= causeRank,
  );
  return isCooling ? null : { actionKey: action.key, causeRank };
};
