import type { DomainEvent, Tx } from '@rapport/contracts';
import { type SaidConsent, shareSharingWord, sharingWordOf } from '../domain/sharing-word.ts';
import { appendToLogs } from './append-to-logs.ts';
import type { Stores } from './ports.ts';

/** A customer's consents changed: a new word about sharing goes to the partners' logs. */
export const noteSharingWord =
  (ports: { stores: Stores }) =>
  async (tx: Tx, event: DomainEvent<{ consents: readonly SaidConsent[] }>): Promise<void> => {
    const before = await ports.stores.customers.findWord(tx, event.about);
    const word = sharingWordOf(event.about, event.data.consents);
    const shared = shareSharingWord(before, word);
    if (!word || !shared) return;
    await ports.stores.customers.saveWord(tx, word);
    await appendToLogs(ports)(tx, event, shared, word.since);
  };
