import type { ActionGroup, Channel, Surface } from '@rapport/contracts';
import type { Shared } from '../partner-event.ts';
import { isShareable } from './shareable-group.ts';

/** What of `decisioning.decision.made` is looked at; reasons, protection and validity never are. */
export type DecidedOffer = {
  readonly actionKey: string;
  readonly surface: Surface;
  readonly channels: readonly Channel[];
  readonly group?: ActionGroup | undefined;
};

/** `rapport.partner.offer.decided.v1`: which action, on which surface and channel. */
export const shareOfferDecided = ({ actionKey, surface, channels, group }: DecidedOffer): Shared | null => {
  const [channel] = channels;
  if (!isShareable(group) || !channel) return null;
  return { name: 'OFFER_DECIDED', data: { action: actionKey, surface, channel } };
};
