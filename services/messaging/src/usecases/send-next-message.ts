import type { Ports } from './ports.ts';
import { sendMessage } from './send-message.ts';

/**
 * How long a message in hand stays out of others' reach before anything is committed, ms: time to ask everybody, and
 * no longer than its customer can wait when the process dies. Whoever is slower loses it to the next attempt, unsent.
 */
const IN_HAND_MS = 12_000;

/**
 * Sends the message that has been due longest. Whoever does this side by side, in one process or in many, shares the
 * work: each message is in one hand at a time, and a slow provider holds up one hand only. Answers whether one was due.
 */
export const sendNextMessage = (ports: Ports) => async (): Promise<boolean> => {
  const now = ports.now();
  const [message] = await ports.stores.messages.claimDue(now, new Date(now.getTime() + IN_HAND_MS), 1);
  if (!message) return false;
  await sendMessage(ports)(message);
  return true;
};
