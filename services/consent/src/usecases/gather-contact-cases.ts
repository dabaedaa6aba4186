import { type Channel, CONTACT_POINT_KIND, type MayRequest, type Tx } from '@rapport/contracts';
import { CONTACT_POLICY } from '../domain/policy.ts';
import type { ContactCase } from '../domain/rules/rule.ts';
import type { Stores } from './ports.ts';

/** A question about a contact, which uses a channel; sharing uses none. */
export type ContactRequest = MayRequest & { readonly channel: Channel };

/** Whether one customer may be contacted for one purpose on one channel, at one contact point. */
export type ContactQuestion = Pick<ContactRequest, 'customerId' | 'contactPointId' | 'purpose' | 'channel'>;

const LONGEST_WINDOW_MS = Math.max(...Object.values(CONTACT_POLICY.caps).map(({ windowMs }) => windowMs));

/** Permits that were issued before count no more. */
export const permitsCountSince = (now: Date): Date => new Date(now.getTime() - LONGEST_WINDOW_MS);

/** Gathers what each of many contacts is judged by, with as many statements for a hundred as for one. */
export const gatherContactCases = async (
  { stores }: { stores: Stores },
  questions: readonly ContactQuestion[],
  now: Date,
  tx?: Tx,
): Promise<ContactCase[]> => {
  const customerIds = [...new Set(questions.map(({ customerId }) => customerId))];
  const pointIds = [...new Set(questions.flatMap(({ contactPointId }) => contactPointId ?? []))];
  const consents = await stores.consents.consentsOf(customerIds, tx);
  const copies = await stores.customers.copiesOf(customerIds, tx);
  const points = await stores.contactPoints.byIds(pointIds, tx);
  const permits = await stores.permits.issuedSince(customerIds, permitsCountSince(now), tx);
  return questions.map(({ customerId, contactPointId, purpose, channel }) => ({
    purpose,
    channel,
    now,
    contactPointId,
    lacksContactPoint: CONTACT_POINT_KIND[channel] !== null && contactPointId === null,
    contactPoint: contactPointId ? (points.get(contactPointId) ?? null) : null,
    consents: consents.get(customerId) ?? [],
    permits: permits.get(customerId) ?? [],
    timeZone: copies.get(customerId)?.timeZone ?? null,
    policy: CONTACT_POLICY,
  }));
};
