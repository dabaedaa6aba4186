import { type Channel, type DomainEvent, instantOfId, type Purpose, type Tx } from '@rapport/contracts';
import { nextState, type OutboundMessage } from '../domain/message.ts';
import { announceMessage } from './announce-message.ts';
import { openConversation } from './open-conversation.ts';
import type { Ports } from './ports.ts';
import { wordMessage } from './word-message.ts';

type Decision = {
  readonly decisionId: string;
  readonly actionKey: string;
  readonly purpose: Purpose;
  readonly topic: string | null;
  readonly channels: readonly Channel[];
  readonly expiresAt: string;
};

/**
 * A decision is to be carried out: one message is queued, in the language the customer is known to speak. Nothing
 * leaves here; what cannot be said (no template, no channel) is kept as suppressed, with the reason.
 */
export const queueMessage =
  (ports: Pick<Ports, 'stores' | 'channels' | 'brand'>) =>
  async (tx: Tx, event: DomainEvent<Decision>): Promise<void> => {
    const { about: customerId, data } = event;
    const { stores } = ports;
    const served = data.channels.filter((channel) => ports.channels.some((adapter) => adapter.channel === channel));
    const channel = served[0] ?? data.channels[0]!;
    const conversation = await openConversation(ports)(tx, customerId, channel);
    const subject = { customerId, template: data.actionKey, channel };
    const { rendered, wording } = await wordMessage(ports)(tx, subject, { isTold: false });
    const id = tx.newId('msg');
    const message: OutboundMessage = {
      ...subject,
      id,
      createdAt: instantOfId(id),
      conversationId: conversation.id,
      channels: [...new Set(served)],
      purpose: data.purpose,
      topic: data.topic,
      decisionId: data.decisionId,
      wording,
      subject: rendered?.subject ?? null,
      text: rendered?.text ?? null,
      contactPointId: null,
      attempts: 0,
      expiresAt: new Date(data.expiresAt),
      state: { status: 'QUEUED', reasons: [] },
    };
    const reasons = [...(rendered ? [] : ['NO_TEMPLATE']), ...(served.length > 0 ? [] : ['NO_CHANNEL'])];
    if (reasons.length === 0) return stores.messages.insert(tx, message, tx.now);
    const state = nextState(message.state, { kind: 'DENIED', reasons, permitId: null });
    await stores.messages.insert(tx, { ...message, state }, null);
    announceMessage(tx, message, state, { cause: event });
  };
