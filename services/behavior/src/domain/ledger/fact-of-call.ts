import type { IngestCall } from '@rapport/contracts';
import type { SaidFact } from './ledger-fact.ts';

type Posted = {
  transactionId: string;
  accountId: string;
  amount: string;
  currency: string;
  bookedAt: string;
  narration: string;
  mcc?: string;
  balanceAfter?: string;
};
type Returned = Omit<Posted, 'bookedAt' | 'narration'> & { returnedAt: string; reason: string; narration?: string };

/** The ledger's fact in a call of a published schema, under the customer who called; null where it has none. */
export const factOfCall = (call: IngestCall, customerId: string, receivedAt: Date): SaidFact | null => {
  if (call.type !== 'track') return null;
  const word = { customerId, receivedAt, saidAt: new Date(call.timestamp), messageId: call.messageId };
  if (call.event === 'Transaction Posted') {
    const { bookedAt, mcc = null, balanceAfter = null, ...rest } = call.properties as Posted;
    return { ...word, ...rest, kind: 'POSTED', bookedAt: new Date(bookedAt), mcc, balanceAfter, reason: null };
  }
  if (call.event === 'Payment Returned') {
    const { returnedAt, narration = '', ...rest } = call.properties as Returned;
    return {
      ...word,
      ...rest,
      kind: 'RETURNED',
      bookedAt: new Date(returnedAt),
      narration,
      mcc: null,
      balanceAfter: null,
    };
  }
  return null;
};
