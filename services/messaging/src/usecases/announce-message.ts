import { type DomainEvent, messageChanged, type Tx } from '@rapport/contracts';
import type { MessageState, OutboundMessage } from '../domain/message.ts';

/** Statuses that only messaging itself acts on. */
const INWARD: readonly MessageState['status'][] = ['HELD', 'SENDING'];

/**
 * Tells the other services where a message now stands. A message that waits again after its permit was given is
 * QUEUED to them, with the permit that it did not use.
 */
export const announceMessage = (
  tx: Tx,
  message: OutboundMessage,
  state: MessageState,
  { permitId, cause }: { permitId?: string | null; cause?: DomainEvent | undefined } = {},
): void => {
  const isReleased = state.status === 'HELD' && Boolean(permitId);
  if (INWARD.includes(state.status) && !isReleased) return;
  tx.append(messageChanged, {
    about: message.customerId,
    cause,
    data: {
      messageId: message.id,
      decisionId: message.decisionId,
      contactPointId: message.contactPointId,
      channel: message.channel,
      purpose: message.purpose,
      status: state.status === 'HELD' ? 'QUEUED' : state.status,
      reasons: 'reasons' in state ? [...state.reasons].slice(0, 10) : [],
      permitId: permitId ?? ('permitId' in state ? state.permitId : null),
      experiment: message.wording?.experiment ?? undefined,
    },
  });
};
