import { z } from 'zod';
import { behavioural, contact, operational, pseudonym } from './data-class.ts';
import { identifier } from './ingest.ts';
import { question } from './question.ts';
import { channel, purpose } from './vocabulary.ts';

export const consentMay = question({
  name: 'consent.may',
  askedBy: ['messaging', 'decisioning', 'partners'],
  deadlineMs: 2_000,
  onSilence: 'FAIL_CLOSED',
  description: 'Whether this effect is allowed and wanted at this moment, and a permit for it.',
  request: z
    .object({
      customerId: pseudonym(z.string()),
      contactPointId: pseudonym(z.string().nullable()),
      purpose: operational(purpose),
      /** Left out where the effect uses none: sharing is no contact. */
      channel: operational(channel).optional(),
      topic: operational(z.string().max(64).nullable()),
      /** Who is told, where the purpose is sharing. */
      partner: operational(z.string().max(64).nullable()),
      /** Whether to take the frequency slot and a permit. */
      reserve: operational(z.boolean()),
      /**
       * What the permit is for, such as a message: one effect has one permit at a time. Who asks again with the same id
       * says by that that the permit before was not used.
       */
      effectId: pseudonym(z.string().max(64)).optional(),
    })
    .refine(({ purpose: why, channel: way }) => way !== undefined || why === 'PARTNER_SHARING', {
      path: ['channel'],
      message: 'must be named for everything but sharing',
    })
    .refine(({ purpose: why, partner }) => partner !== null || why !== 'PARTNER_SHARING', {
      path: ['partner'],
      message: 'must be named for sharing',
    }),
  response: z.object({
    allowed: behavioural(z.boolean()),
    /** Codes of what forbids it, empty when allowed. */
    reasons: z.array(behavioural(z.string())),
    /** What the answer rests on, such as ledger entries and rules, most specific first. */
    ground: z.array(behavioural(z.string())),
    nextAllowedAt: behavioural(z.iso.datetime().nullable()),
    policyVersion: operational(z.string()),
    /** Of sharing: since when the customer's own word has stood; what happened before is not covered by it. */
    since: behavioural(z.iso.datetime().nullable()).optional(),
    /** Valid for so many milliseconds, counted by the asker's monotonic clock from before it asked. */
    permit: z.object({ id: pseudonym(z.string()), validForMs: operational(z.int().min(1).max(5_000)) }).nullable(),
  }),
});
export type MayRequest = z.infer<typeof consentMay.request>;
export type MayAnswer = z.infer<typeof consentMay.response>;

export const profileResolve = question({
  name: 'profile.resolve',
  askedBy: ['behavior'],
  deadlineMs: 5_000,
  onSilence: 'RETRY',
  description: 'The customers behind sets of identifiers, made where there is none: the same sets, the same answer.',
  request: z.object({
    sets: z
      .array(z.object({ identifiers: z.array(contact(identifier)).min(1).max(20) }))
      .min(1)
      .max(500),
  }),
  response: z.object({
    /** One customer id per set, in the order asked. */
    customerIds: z.array(pseudonym(z.string())),
  }),
});

export const profileAddress = question({
  name: 'profile.address',
  askedBy: ['messaging'],
  deadlineMs: 2_000,
  onSilence: 'FAIL_CLOSED',
  description: 'Where a customer is reached on a channel, good for one attempt. Null: nowhere.',
  request: z.object({ customerId: pseudonym(z.string()), channel: operational(channel) }),
  response: z.object({
    address: z
      .object({
        contactPointId: pseudonym(z.string()),
        /** Normalised: E.164 or a mailbox. Never stored by the asker. */
        value: contact(z.string()),
        masked: contact(z.string()),
      })
      .nullable(),
  }),
});

export const profileOwners = question({
  name: 'profile.owners',
  askedBy: ['messaging'],
  deadlineMs: 2_000,
  onSilence: 'FAIL_CLOSED',
  description: 'The customers who own a contact point, for messages that come in.',
  request: z.object({ contactPointId: pseudonym(z.string()) }),
  response: z.object({ customerIds: z.array(pseudonym(z.string())) }),
});
