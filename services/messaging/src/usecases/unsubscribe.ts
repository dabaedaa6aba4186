import { applyOptout } from './apply-optout.ts';
import { findSender } from './find-sender.ts';
import type { Ports } from './ports.ts';

/**
 * Somebody used the link of an e-mail: a STOP for that mailbox, whoever owns it and whether or not profile answers.
 * Where it is stopped already nothing changes, so that a click repeated counts once.
 */
export const unsubscribe =
  (ports: Pick<Ports, 'stores' | 'transact' | 'ask'>) =>
  async (contactPointId: string): Promise<void> => {
    const { holderId } = await findSender(ports, contactPointId);
    await ports.transact(async (tx) => {
      await tx.lock([holderId, contactPointId]);
      const stop = await ports.stores.inbound.findStop(tx, contactPointId);
      if (stop?.blocked) return;
      const optout = { contactPointId, channel: 'EMAIL' as const, blocked: true, understoodBy: 'link:unsubscribe' };
      await applyOptout(ports, tx, optout, holderId);
    });
  };
