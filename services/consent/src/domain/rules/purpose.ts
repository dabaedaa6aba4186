import type { Purpose } from '@rapport/contracts';
import type { Consent } from '../consent.ts';
import { DEFAULT_GRANTED } from '../policy.ts';
import type { ContactRule, Finding } from './rule.ts';

const newest = (consents: readonly Consent[]): Consent | null =>
  consents.reduce<Consent | null>(
    (latest, consent) => (!latest || consent.since > latest.since ? consent : latest),
    null,
  );

/**
 * What holds for a purpose on a channel: per id the customer was known by, the newest word on that channel or on all;
 * among several ids, any denial wins.
 */
export const consentInForce = (consents: readonly Consent[], purpose: string, channel: string): Consent | null => {
  const relevant = consents.filter((c) => c.purpose === purpose && (c.channel === channel || c.channel === 'ANY'));
  const words = [...Map.groupBy(relevant, ({ customerId }) => customerId).values()].map((group) => newest(group)!);
  return words.find(({ granted }) => !granted) ?? newest(words);
};

/** A purpose is allowed by the customer's word or, where there is none, by its default. */
export const judgePurpose = (word: Consent | null, purpose: Purpose): Finding => {
  if (!word) {
    const granted = DEFAULT_GRANTED[purpose];
    const ground = `purpose:${purpose}:default:${granted ? 'granted' : 'denied'}`;
    return { ground, forbids: granted ? null : { reason: 'PURPOSE_NOT_GRANTED', until: null } };
  }
  const ground = `ledger:${word.customerId}:${word.ledgerSequence}`;
  return { ground, forbids: word.granted ? null : { reason: 'PURPOSE_WITHDRAWN', until: null } };
};

/** The word on this channel, or on all, decides whether a contact serves a purpose that is allowed. */
export const purposeRule: ContactRule = ({ consents, purpose, channel }) =>
  judgePurpose(consentInForce(consents, purpose, channel), purpose);
