import type { MayAnswer, MayRequest } from '@rapport/contracts';
import { judgeSharing } from '../domain/judge-sharing.ts';
import type { Stores } from './ports.ts';

/** Answers "may this partner be told, now?". It takes no slot and gives no permit: the answer is good for a second. */
export const answerSharing =
  ({ stores }: { stores: Pick<Stores, 'consents'> }) =>
  async ({ customerId, partner }: Pick<MayRequest, 'customerId' | 'partner'>): Promise<MayAnswer> => {
    const consents = (await stores.consents.consentsOf([customerId])).get(customerId) ?? [];
    const { reasons, ground, since, ...verdict } = judgeSharing(consents, partner ?? 'unnamed');
    return {
      ...verdict,
      reasons: [...reasons],
      ground: [...ground],
      since: since?.toISOString() ?? null,
      nextAllowedAt: null,
      permit: null,
    };
  };
