import type { Channel, Purpose } from '@rapport/contracts';
import type { Consent, ContactPoint, Permit } from '../consent.ts';
import type { ContactPolicy } from '../policy.ts';

/** Everything that the question "may this customer be contacted now?" is judged by. */
export type ContactCase = {
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly now: Date;
  /** The contact point to be used; null where the channel needs none. */
  readonly contactPointId: string | null;
  /** Whether the channel needs a contact point and the customer has none. */
  readonly lacksContactPoint: boolean;
  readonly contactPoint: ContactPoint | null;
  /** Of the customer over all the ids they were known by. */
  readonly consents: readonly Consent[];
  /** Permits of the longest window, whatever their purpose. */
  readonly permits: readonly Permit[];
  readonly timeZone: string | null;
  readonly policy: ContactPolicy;
};

export const CONTACT_REASONS = [
  'CONTACT_POINT_BLOCKED',
  'NO_CONTACT_POINT',
  'PURPOSE_WITHDRAWN',
  'PURPOSE_NOT_GRANTED',
  'QUIET_HOURS',
  'FREQUENCY_REACHED',
] as const;
export type ContactReason = (typeof CONTACT_REASONS)[number];

/** What one rule says: what it rests on, and, where it forbids, why and until when. */
export type Finding = {
  readonly ground: string;
  readonly forbids: { readonly reason: ContactReason; readonly until: Date | null } | null;
};

/** One rule of contact: pure, one per file. */
export type ContactRule = (subject: ContactCase) => Finding;
