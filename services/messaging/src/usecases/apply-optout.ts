import { type Channel, optoutReceived, type Tx } from '@rapport/contracts';
import type { Ports } from './ports.ts';

/** A "stop" or "start again", however it was said. */
export type Optout = {
  readonly contactPointId: string;
  readonly channel: Channel;
  readonly blocked: boolean;
  /** The rule that understood it. */
  readonly understoodBy: string;
};

/**
 * A stop, or a start, holds here at once, and consent is told in the same transaction. The contact point must be
 * locked.
 * @param about the customer who owns the contact point, else the point itself
 */
export const applyOptout = async (
  { stores }: Pick<Ports, 'stores'>,
  tx: Tx,
  { contactPointId, channel, blocked, understoodBy }: Optout,
  about: string,
): Promise<void> => {
  await stores.inbound.saveStop(tx, { contactPointId, blocked, since: tx.now });
  tx.append(optoutReceived, { about, data: { contactPointId, channel, blocked, understoodBy } });
};
