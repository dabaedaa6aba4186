import type { MayAnswer, Transact, Tx } from '@rapport/contracts';
import { judgeContact } from '../domain/judge-contact.ts';
import { type ContactRequest, gatherContactCases, permitsCountSince } from './gather-contact-cases.ts';
import type { Now, Stores } from './ports.ts';

/** How long a permit holds, ms: it covers the hand-over and nothing else. */
const PERMIT_MS = 1_000;

/**
 * Answers "may I, now?". With `reserve`, the customer is locked, so that two questions cannot take the same slot,
 * and an allowed answer carries a permit. It replaces the one that the same effect was given before and did not use:
 * whoever died with it in hand must not have taken a slot from the customer.
 */
export const answerMay =
  (ports: { stores: Stores; transact: Transact; now: Now }) =>
  async (request: ContactRequest): Promise<MayAnswer> => {
    const judge = async (now: Date, tx?: Tx): Promise<MayAnswer> => {
      const [subject] = await gatherContactCases(ports, [request], now, tx);
      const verdict = judgeContact(subject!);
      return {
        ...verdict,
        reasons: [...verdict.reasons],
        ground: [...verdict.ground],
        nextAllowedAt: verdict.nextAllowedAt?.toISOString() ?? null,
        permit: null,
      };
    };
    if (!request.reserve) return judge(ports.now());
    return ports.transact(async (tx) => {
      const { customerId, contactPointId, purpose, channel, topic, effectId = null } = request;
      await tx.lock([customerId]);
      if (effectId) await ports.stores.permits.release(tx, [{ customerId, effectId }], permitsCountSince(tx.now));
      const verdict = await judge(tx.now, tx);
      if (!verdict.allowed) return verdict;
      const id = tx.newId('pmt');
      await ports.stores.permits.insert(tx, {
        id,
        issuedAt: tx.now,
        customerId,
        contactPointId,
        purpose,
        channel,
        topic,
        effectId,
        status: 'RESERVED',
      });
      return { ...verdict, permit: { id, validForMs: PERMIT_MS } };
    });
  };
