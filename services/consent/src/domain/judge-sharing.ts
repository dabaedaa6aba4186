import type { Consent } from './consent.ts';
import type { ContactVerdict } from './judge-contact.ts';
import { CONTACT_POLICY } from './policy.ts';
import { consentInForce, judgePurpose } from './rules/purpose.ts';

/** Whether something of a customer may be told to a partner, and since when. */
export type SharingVerdict = ContactVerdict & {
  /** Since when the customer's word has stood; null where it is not allowed. */
  readonly since: Date | null;
};

/**
 * Judges sharing by the customer's word alone: nobody is disturbed by it, so neither the hour, nor how often, nor any
 * contact point matters. Sharing has no channel: a word about one channel says nothing about it.
 */
export const judgeSharing = (consents: readonly Consent[], partner: string): SharingVerdict => {
  const word = consentInForce(consents, 'PARTNER_SHARING', 'ANY');
  const { ground, forbids } = judgePurpose(word, 'PARTNER_SHARING');
  return {
    allowed: forbids === null,
    reasons: forbids ? [forbids.reason] : [],
    ground: [ground, `partner:${partner}`],
    nextAllowedAt: null,
    policyVersion: CONTACT_POLICY.version,
    since: forbids ? null : (word?.since ?? null),
  };
};
