import { type Channel, instantOfId, messageReceived, type Tx } from '@rapport/contracts';
import type { InboundMessage } from '../domain/conversation.ts';
import { replyTo } from '../domain/inbound/reply.ts';
import { type Understanding, understandStop } from '../domain/inbound/understand-stop.ts';
import { languageOf } from '../domain/templates/template.ts';
import { applyOptout } from './apply-optout.ts';
import { findSender, type Sender } from './find-sender.ts';
import { openConversation } from './open-conversation.ts';
import type { Ports } from './ports.ts';

/** When profile is asked again who owns a contact point, ms. */
export const OWNER_AGAIN_MS = 5_000;

/** A message as a provider delivers it; the address itself stays outside. */
export type Incoming = {
  readonly providerId: string;
  readonly contactPointId: string;
  readonly maskedAddress: string;
  readonly channel: Channel;
  readonly text: string;
  /** What the provider itself understood, where it does so. */
  readonly providerIntent: 'STOP' | 'START' | 'HELP' | null;
};

const understand = ({ text, providerIntent }: Incoming): Understanding => {
  const own = understandStop(text);
  if (own.intent === 'STOP' || !providerIntent) return own;
  return { intent: providerIntent, rule: `provider:${providerIntent.toLowerCase()}`, language: own.language };
};

/** Keeps a message in its conversation. */
const storeMessage = async (
  { stores }: Pick<Ports, 'stores'>,
  tx: Tx,
  incoming: Incoming,
  about: { id: string; sender: Sender; understood: Understanding; reply: string | null },
): Promise<InboundMessage> => {
  const { contactPointId, maskedAddress, channel, providerId, text } = incoming;
  const { id, sender, understood, reply } = about;
  const conversation = await openConversation({ stores })(tx, sender.holderId, channel);
  await stores.conversations.saveContactPoint(tx, conversation.id, { contactPointId, maskedAddress });
  if (!sender.isAnswered) {
    await stores.conversations.askOwners(tx, [contactPointId], new Date(tx.now.getTime() + OWNER_AGAIN_MS));
  }
  const message: InboundMessage = {
    id,
    createdAt: instantOfId(id),
    conversationId: conversation.id,
    customerId: sender.customerId,
    channel,
    contactPointId,
    text,
    intent: understood.intent,
    understoodBy: understood.rule,
    providerId,
    receivedAt: tx.now,
    reply,
  };
  await stores.messages.insertInbound(tx, message);
  return message;
};

/**
 * Somebody wrote. In one transaction the words are kept, a STOP holds from here on and is told to consent, whoever the
 * owner is and whether or not profile answers. The same provider id again changes nothing and gets the same reply.
 * Answers with the text to reply, or null.
 */
export const receiveMessage =
  (ports: Pick<Ports, 'stores' | 'transact' | 'ask' | 'brand'>) =>
  async (incoming: Incoming): Promise<string | null> => {
    const { stores, transact, brand } = ports;
    const { providerId, contactPointId, channel } = incoming;
    const understood = understand(incoming);
    const sender = await findSender(ports, contactPointId);
    return transact(async (tx) => {
      await tx.lock([sender.holderId, contactPointId]);
      const id = tx.newId('msg');
      const earlier = await stores.inbound.claim(tx, providerId, id);
      if (earlier) return earlier.reply;
      const wasBlocked = (await stores.inbound.findStop(tx, contactPointId))?.blocked ?? false;
      const locale = sender.customerId ? await stores.customers.findLocale(sender.customerId, tx) : null;
      const language = languageOf(locale ?? understood.language);
      const reply = replyTo(understood.intent, { wasBlocked, language, brand });
      const message = await storeMessage(ports, tx, incoming, { id, sender, understood, reply });
      const { conversationId, intent, understoodBy } = message;
      tx.append(messageReceived, {
        about: sender.holderId,
        data: { messageId: id, conversationId, contactPointId, channel, intent },
      });
      if (intent === 'STOP' || intent === 'START') {
        const optout = { contactPointId, channel, blocked: intent === 'STOP', understoodBy };
        await applyOptout(ports, tx, optout, sender.holderId);
      }
      return reply;
    });
  };
