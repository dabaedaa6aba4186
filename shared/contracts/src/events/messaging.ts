import { z } from 'zod';
import { behavioural, operational, pseudonym } from '../data-class.ts';
import { eventKind } from '../event-kind.ts';
import { channel, purpose } from '../vocabulary.ts';

/** What can become of an outbound message. UNKNOWN: handed over, and no answer came; never repeated blindly. */
export const MESSAGE_STATUSES = ['QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'SUPPRESSED'] as const;

export const messageChanged = eventKind({
  name: 'messaging.message.changed',
  kind: 'FACT',
  version: 1,
  description: 'An outbound message reached a status that others act on.',
  schema: z.object({
    messageId: pseudonym(z.string()),
    decisionId: pseudonym(z.string().nullable()),
    contactPointId: pseudonym(z.string().nullable()),
    channel: operational(channel),
    purpose: operational(purpose),
    status: behavioural(z.enum(MESSAGE_STATUSES)),
    /** Why it was suppressed or failed, as codes. */
    reasons: z.array(behavioural(z.string())).max(10),
    /** The permit it was sent under. */
    permitId: pseudonym(z.string().nullable()),
    /** The experiment that chose its words, and which words; absent where none did. */
    experiment: z.object({ key: operational(z.string()), variation: behavioural(z.string()) }).optional(),
  }),
  example: {
    messageId: 'msg_01h455vb4pex5vsknk084sn02q',
    decisionId: 'dec_01h455vb4pex5vsknk084sn02q',
    contactPointId: 'cp_01h455vb4pex5vsknk084sn02q',
    channel: 'SMS',
    purpose: 'SERVICE',
    status: 'SENT',
    reasons: [],
    permitId: 'pmt_01h455vb4pex5vsknk084sn02q',
    experiment: { key: 'help-message-wording', variation: 'warm' },
  },
});

export const messageReceived = eventKind({
  name: 'messaging.message.received',
  kind: 'FACT',
  version: 1,
  description: 'A message came in. Its words stay with messaging.',
  schema: z.object({
    messageId: pseudonym(z.string()),
    conversationId: pseudonym(z.string()),
    contactPointId: pseudonym(z.string()),
    channel: operational(channel),
    intent: behavioural(z.enum(['STOP', 'START', 'HELP', 'OTHER'])),
  }),
  example: {
    messageId: 'msg_01h455vb4pex5vsknk084sn02q',
    conversationId: 'cnv_01h455vb4pex5vsknk084sn02q',
    contactPointId: 'cp_01h455vb4pex5vsknk084sn02q',
    channel: 'SMS',
    intent: 'OTHER',
  },
});

export const optoutReceived = eventKind({
  name: 'messaging.optout.received',
  kind: 'FACT',
  version: 1,
  description: 'Somebody said stop, or start again, at a contact point. About the customer, or the point if unowned.',
  schema: z.object({
    contactPointId: pseudonym(z.string()),
    channel: operational(channel),
    /** Whether the contact point is blocked from now on. */
    blocked: behavioural(z.boolean()),
    /** The rule that understood it, such as `keyword:stop`. */
    understoodBy: operational(z.string()),
  }),
  example: {
    contactPointId: 'cp_01h455vb4pex5vsknk084sn02q',
    channel: 'SMS',
    blocked: true,
    understoodBy: 'keyword:stop',
  },
});
