import { type Channel, CONTACT_POINT_KIND, maskAddress } from '@rapport/contracts';
import type { Stores } from './ports.ts';

/** Answers where a customer is reached on a channel, good for one attempt; null where nowhere. */
export const answerAddress =
  ({ stores }: { stores: Pick<Stores, 'contactPoints'> }) =>
  async ({ customerId, channel }: { customerId: string; channel: Channel }) => {
    const kind = CONTACT_POINT_KIND[channel];
    const point = kind && (await stores.contactPoints.findNewest(customerId, kind));
    if (!point) return { address: null };
    const { contactPointId, address } = point;
    return { address: { contactPointId, value: address, masked: maskAddress(point.kind, address) } };
  };
