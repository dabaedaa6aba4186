import type { Ports } from './ports.ts';

/** Who speaks at a contact point: the one customer who owns it, else the point itself. */
export type Sender = { readonly holderId: string; readonly customerId: string | null; readonly isAnswered: boolean };

/** Asks profile who owns a contact point. Where it is silent, or several own it, the point speaks for itself. */
export const findSender = async ({ ask }: Pick<Ports, 'ask'>, contactPointId: string): Promise<Sender> => {
  const answer = await ask.owners({ contactPointId }).catch(() => null);
  const customerId = answer?.customerIds.length === 1 ? answer.customerIds[0]! : null;
  return { holderId: customerId ?? contactPointId, customerId, isAnswered: answer !== null };
};
