import { createHmac } from 'node:crypto';
import { idOfBytes } from '@rapport/contracts';

const keyed = (prefix: string, salt: Uint8Array, id: string): string =>
  idOfBytes(prefix, new Uint8Array(createHmac('sha256', salt).update(`${prefix} ${id}`).digest()));

/**
 * The id by which one partner knows a customer: 128 bits of HMAC-SHA256 under the partner's own salt, base32. Without
 * the salt it leads to nobody, and two partners cannot match their customers by it.
 */
export const pairwiseId = (salt: Uint8Array, customerId: string): string => keyed('ppid', salt, customerId);

/** The id of an event for one partner: were it the house's own, two partners could match their customers by it. */
export const pairwiseEventId = (salt: Uint8Array, eventId: string): string => keyed('pev', salt, eventId);
