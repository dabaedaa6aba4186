import type { ActionGroup } from '@rapport/contracts';
import type { Shared } from '../partner-event.ts';
import { isShareable } from './shareable-group.ts';

/** What of `decisioning.outcome.recorded` is looked at. */
export type AnsweredOffer = {
  readonly actionKey: string;
  readonly outcome: string;
  readonly group?: ActionGroup | undefined;
};

const ANSWERS: readonly string[] = ['ACCEPTED', 'DISMISSED'];

/** `rapport.partner.offer.answered.v1`: which action, accepted or dismissed. That it was seen or clicked stays here. */
export const shareOfferAnswered = ({ actionKey, outcome, group }: AnsweredOffer): Shared | null =>
  isShareable(group) && ANSWERS.includes(outcome)
    ? { name: 'OFFER_ANSWERED', data: { action: actionKey, answer: outcome } }
    : null;
