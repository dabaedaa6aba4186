import type { Ports } from './ports.ts';
import { LEASE_MS } from './record-attempt.ts';
import { sendMessage } from './send-message.ts';

/** How many messages one round takes in hand at once. */
const AT_ONCE = 8;

/** Sends what is due. Instances share the work: each message is in one hand at a time. Answers whether more is due. */
export const sendDueMessages = (ports: Ports) => async (): Promise<boolean> => {
  const now = ports.now();
  const due = await ports.stores.messages.claimDue(now, new Date(now.getTime() + LEASE_MS), AT_ONCE);
  const sent = await Promise.allSettled(due.map(sendMessage(ports)));
  const failed = sent.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return due.length === AT_ONCE;
};
