import type { DomainEvent, Tx } from '@rapport/contracts';
import { type AnsweredOffer, shareOfferAnswered } from '../domain/offers/share-offer-answered.ts';
import { appendToLogs } from './append-to-logs.ts';
import type { Stores } from './ports.ts';

/** An outcome was recorded: what of it may leave goes to the partners' logs. */
export const shareOutcome =
  (ports: { stores: Stores }) =>
  async (tx: Tx, event: DomainEvent<AnsweredOffer>): Promise<void> => {
    const shared = shareOfferAnswered(event.data);
    if (shared) await appendToLogs(ports)(tx, event, shared, event.time);
  };
