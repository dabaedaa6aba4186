import type { Channel, Purpose } from '@rapport/contracts';

/**
 * What is allowed when the customer has said nothing. SERVICE, CREDIT_DECISION and FRAUD_PROTECTION rest on the
 * contract or on legitimate interest (GDPR Art. 6(1)(b) and (f)); everything else needs a consent (Art. 6(1)(a)).
 */
export const DEFAULT_GRANTED: Readonly<Record<Purpose, boolean>> = {
  SERVICE: true,
  CREDIT_DECISION: true,
  FRAUD_PROTECTION: true,
  MARKETING: false,
  PERSONALISATION: false,
  PARTNER_SHARING: false,
  AUTOMATION: false,
  RESEARCH: false,
};

/** How often a customer may be contacted: at most `count` times within `windowMs`, counted on a rolling window. */
export type FrequencyCap = { readonly count: number; readonly windowMs: number };

/** The contact policy in force. Its version is recorded with every answer. */
export type ContactPolicy = {
  readonly version: string;
  /** Local hours from which and until which nobody is disturbed. */
  readonly quiet: { readonly fromHour: number; readonly untilHour: number };
  /** Channels that disturb. */
  readonly quietChannels: readonly Channel[];
  readonly caps: Partial<Readonly<Record<Purpose, FrequencyCap>>>;
  /** Purposes that neither quiet hours nor caps hold back. */
  readonly urgent: readonly Purpose[];
};

const DAY_MS = 86_400_000;

/**
 * Quiet hours: 47 CFR 64.1200(c)(1), 8 a.m. to 9 p.m. at the called party's location. Marketing cap: one a week per
 * channel, the default of the field; service: three a day.
 */
export const CONTACT_POLICY: ContactPolicy = {
  version: 'contact-policy-1',
  quiet: { fromHour: 21, untilHour: 8 },
  quietChannels: ['SMS', 'MMS', 'WHATSAPP', 'RCS', 'PUSH', 'VOICE'],
  caps: { MARKETING: { count: 1, windowMs: 7 * DAY_MS }, SERVICE: { count: 3, windowMs: DAY_MS } },
  urgent: ['FRAUD_PROTECTION'],
};
