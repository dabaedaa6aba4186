import { judgePutOff, localObjections } from '../domain/judge-answer.ts';
import { type Happening, nextState, type OutboundMessage } from '../domain/message.ts';
import type { Language } from '../domain/templates/template.ts';
import { type Asked, askTheWorld } from './ask-the-world.ts';
import { openConversation } from './open-conversation.ts';
import type { Handover, Ports } from './ports.ts';
import { recordAttempt } from './record-attempt.ts';
import { wordMessage } from './word-message.ts';

/** The last word before the hand-over was yes: what is to be said, and in which language. */
type Sending = { readonly sending: OutboundMessage; readonly language: Language };

/**
 * The last word before the hand-over, in one transaction with the commitment to it: the message is still ours, nobody
 * said stop since the permit was given, and what is known of the customer does not speak against it. A STOP waits for
 * the same lock, so it comes wholly before or wholly after. Null: there is nothing to send in this pass.
 */
const commitToSend = (ports: Ports, message: OutboundMessage, asked: Asked): Promise<Sending | null> =>
  ports.transact(async (tx) => {
    const { stores } = ports;
    const { address: point, channel, happening } = asked;
    const { customerId } = message;
    await tx.lock([customerId, ...(point ? [point.contactPointId] : [])]);
    const current = await stores.messages.findLocked(tx, message);
    if (!current || current.attempts !== message.attempts) return null;
    if (happening.kind !== 'CLEARED' || !point) {
      await recordAttempt(
        ports,
        tx,
        { ...current, contactPointId: point?.contactPointId ?? null },
        { asked, happening },
      );
      return null;
    }
    const { contactPointId, masked: maskedAddress } = point;
    const { permitId } = happening;
    const stop = await stores.inbound.findStop(tx, contactPointId);
    const protectionLevel = await stores.customers.protectionOf(tx, customerId);
    const reasons = localObjections(message, { isStopped: stop?.blocked ?? false, protectionLevel });
    const isTold = reasons.length === 0;
    const { rendered, wording } = await wordMessage(ports)(tx, { ...current, channel }, { isTold });
    const conversation =
      channel === current.channel
        ? { id: current.conversationId }
        : await openConversation(ports)(tx, customerId, channel);
    const { subject = null, text = current.text ?? '', language = 'en' } = rendered ?? {};
    const words = { subject, text, wording };
    const cleared = { ...current, ...words, channel, conversationId: conversation.id, contactPointId };
    await stores.conversations.saveContactPoint(tx, conversation.id, { contactPointId, maskedAddress });
    await stores.messages.saveContents(tx, cleared);
    if (!isTold) {
      await recordAttempt(ports, tx, cleared, { asked, happening: { kind: 'DENIED', reasons, permitId } });
      return null;
    }
    await recordAttempt(ports, tx, cleared, { asked, happening });
    return { sending: { ...cleared, state: nextState(current.state, happening) }, language };
  });

/** Hands over while the permit holds, and says what came of it. */
const handOver = async (ports: Ports, { sending, language }: Sending, asked: Asked): Promise<Happening> => {
  const adapter = ports.channels.find(({ channel }) => channel === sending.channel);
  const { address, answer, askedAtMs } = asked;
  if (!adapter || !address) return { kind: 'REFUSED', reasons: ['NO_CHANNEL'] };
  const { contactPointId, masked: maskedAddress, value: to } = address;
  const { id: messageId, subject, text } = sending;
  const handover: Handover = { messageId, contactPointId, maskedAddress, to, language, subject, text: text ?? '' };
  const validForMs = answer?.permit?.validForMs ?? 0;
  if (ports.elapsedMs() - askedAtMs >= validForMs) return { kind: 'PERMIT_RAN_OUT' };
  try {
    const word = await adapter.send(handover);
    if (word.said === 'REFUSED') return { kind: 'REFUSED', reasons: word.reasons };
    if (word.said === 'PUT_OFF') return judgePutOff(sending, word.reasons, ports.now());
    return { kind: 'ACCEPTED', providerId: word.providerId, at: ports.now() };
  } catch {
    return { kind: 'UNANSWERED', reasons: ['NO_ANSWER'] };
  }
};

/**
 * The one gate through which everything goes out, in this order and no other: address, consent with that contact
 * point, the local stop and protection, the commitment (SENDING), the hand-over while the permit holds, its end.
 * A process that dies anywhere leaves a message that is either still waiting or SENDING, never one sent and forgotten.
 */
export const sendMessage =
  (ports: Ports) =>
  async (message: OutboundMessage): Promise<void> => {
    const asked = await askTheWorld(ports, message);
    const committed = await commitToSend(ports, message, asked);
    if (!committed) return;
    const happening = await handOver(ports, committed, asked);
    await ports.transact(async (tx) => {
      await tx.lock([message.customerId]);
      const current = await ports.stores.messages.findLocked(tx, message);
      // The attempt's end is recorded whoever looked at the message meanwhile; a state it cannot follow from stays.
      if (current)
        await recordAttempt(ports, tx, { ...current, attempts: committed.sending.attempts }, { asked, happening });
    });
  };
