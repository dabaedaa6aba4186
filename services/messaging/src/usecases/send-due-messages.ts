import type { Ports } from './ports.ts';
import { sendMessage } from './send-message.ts';

/** How many messages one round takes in hand at once. */
const AT_ONCE = 8;

/**
 * How long a message in hand stays out of others' reach before anything is committed, ms: time to ask everybody, and no
 * longer than its customer can wait when the process dies. Whoever is slower loses it unsent, by the number of attempts.
 */
const IN_HAND_MS = 12_000;

/** Sends what is due. Instances share the work: each message is in one hand at a time. Answers whether more is due. */
export const sendDueMessages = (ports: Ports) => async (): Promise<boolean> => {
  const now = ports.now();
  const due = await ports.stores.messages.claimDue(now, new Date(now.getTime() + IN_HAND_MS), AT_ONCE);
  const sent = await Promise.allSettled(due.map(sendMessage(ports)));
  const failed = sent.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return due.length === AT_ONCE;
};
