import type { Tx } from '@rapport/contracts';
import { type Happening, nextState, type OutboundMessage } from '../domain/message.ts';
import { announceMessage } from './announce-message.ts';
import type { Asked } from './ask-the-world.ts';
import type { Ports } from './ports.ts';

/**
 * How long a message whose hand-over was committed stays out of others' reach, ms: the longest permit (5 s), the
 * longest hand-over (10 s) and the record of its end. Only afterwards may anybody say that its end is unknown.
 */
const HANDING_OVER_MS = 17_000;

/** How long until a message is tried again whose permit ran out, ms. */
const AGAIN_MS = 1_000;

/** Writes what happened: the message's state, the record of the attempt, and the event. */
export const recordAttempt = async (
  { stores }: Pick<Ports, 'stores'>,
  tx: Tx,
  message: OutboundMessage,
  { asked, happening }: { asked: Asked; happening: Happening },
): Promise<void> => {
  const state = nextState(message.state, happening);
  const { ground = [], ...answer } = asked.answer ?? {};
  await stores.messages.saveAttempt(tx, {
    messageId: message.id,
    createdAt: message.createdAt,
    number: message.attempts,
    begunAt: asked.begunAt,
    asked: asked.question,
    answer: asked.answer ? answer : null,
    ground,
    others: asked.others.length > 0 ? asked.others : null,
    outcome: happening.kind,
    reasons: 'reasons' in happening ? happening.reasons : [],
  });
  if (state === message.state) return;
  const due = {
    QUEUED: new Date(tx.now.getTime() + AGAIN_MS),
    SENDING: new Date(tx.now.getTime() + HANDING_OVER_MS),
    UNKNOWN: tx.now,
  };
  const dueAt = state.status === 'HELD' ? state.until : (due[state.status as keyof typeof due] ?? null);
  await stores.messages.saveState(tx, message, state, dueAt);
  const permitId = message.state.status === 'SENDING' ? message.state.permitId : null;
  announceMessage(tx, message, state, { permitId });
};
