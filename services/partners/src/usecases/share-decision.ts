import type { DomainEvent, Tx } from '@rapport/contracts';
import { type DecidedOffer, shareOfferDecided } from '../domain/offers/share-offer-decided.ts';
import { appendToLogs } from './append-to-logs.ts';
import type { Stores } from './ports.ts';

/** A decision was made: what of it may leave goes to the partners' logs. */
export const shareDecision =
  (ports: { stores: Stores }) =>
  async (tx: Tx, event: DomainEvent<DecidedOffer>): Promise<void> => {
    const shared = shareOfferDecided(event.data);
    if (shared) await appendToLogs(ports)(tx, event, shared, event.time);
  };
