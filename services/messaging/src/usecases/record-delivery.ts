import { nextState } from '../domain/message.ts';
import { announceMessage } from './announce-message.ts';
import type { Ports } from './ports.ts';

/** A provider's later word on a message: it reached the person, or it did not. */
export type DeliveryReport = {
  readonly providerId: string;
  readonly said: 'DELIVERED' | 'REFUSED';
  /** The provider's code, where it failed. */
  readonly code: string | null;
};

/** Records what a provider says became of a message. What is not ours, or already at its end, changes nothing. */
export const recordDelivery =
  ({ stores, transact }: Pick<Ports, 'stores' | 'transact'>) =>
  async ({ providerId, said, code }: DeliveryReport): Promise<void> =>
    transact(async (tx) => {
      const found = await stores.messages.findByProviderId(tx, providerId);
      if (!found) return;
      await tx.lock([found.customerId]);
      const current = await stores.messages.findLocked(tx, found);
      if (!current) return;
      const reasons = [code ? `PROVIDER_${code}` : 'UNDELIVERED'];
      const state = nextState(
        current.state,
        said === 'DELIVERED' ? { kind: 'DELIVERED' } : { kind: 'REFUSED', reasons },
      );
      if (state === current.state) return;
      await stores.messages.saveState(tx, current, state, null);
      announceMessage(tx, current, state);
    });
