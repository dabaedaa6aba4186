import { z } from 'zod';
import { behavioural, operational, pseudonym } from '../data-class.ts';
import { eventKind } from '../event-kind.ts';
import { channel, purpose } from '../vocabulary.ts';

export const customerConsentChanged = eventKind({
  name: 'consent.customer.changed',
  kind: 'STATE',
  version: 1,
  description: 'What a customer allows, as it now stands. For deciding only: an effect asks `consent.may`.',
  schema: z.object({
    consents: z
      .array(
        z.object({
          purpose: operational(purpose),
          /** Null: every channel. */
          channel: operational(channel.nullable()),
          granted: behavioural(z.boolean()),
          since: behavioural(z.iso.datetime()),
        }),
      )
      .max(200),
    blockedContactPointIds: z.array(pseudonym(z.string())).max(50),
  }),
  example: {
    consents: [{ purpose: 'MARKETING', channel: null, granted: false, since: '2026-03-01T09:30:00.000Z' }],
    blockedContactPointIds: [],
  },
});

export const contactPointChanged = eventKind({
  name: 'consent.contactpoint.changed',
  kind: 'STATE',
  version: 1,
  description: 'A contact point was blocked or opened, whoever owns it.',
  schema: z.object({ blocked: behavioural(z.boolean()), since: behavioural(z.iso.datetime()) }),
  example: { blocked: true, since: '2026-03-01T09:30:00.000Z' },
});
