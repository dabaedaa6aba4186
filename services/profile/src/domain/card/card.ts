import type { CARD_REASONS, CARD_STATUSES, CARD_TYPES } from '@rapport/contracts';
import { newestOfEach } from '../newest.ts';

export type CardType = (typeof CARD_TYPES)[number];
export type CardReason = (typeof CARD_REASONS)[number];
/** Where a card stands; EXPIRED is told from its last day and not stated. */
export type CardStatus = (typeof CARD_STATUSES)[number] | 'EXPIRED';

/** A card that was issued. Its number is never kept, only how it ends. */
export type Card = {
  readonly customerId: string;
  readonly cardId: string;
  readonly accountId: string;
  readonly cardType: CardType;
  readonly product: string | null;
  readonly lastFour: string | null;
  readonly issuedAt: Date | null;
  /** ISO 8601 day: the last on which it can be used. */
  readonly validUntil: string | null;
  readonly statedAt: Date;
};

/** Where a card was said to stand; of several words the one with the latest `changedAt`. */
export type CardStatusChange = {
  readonly customerId: string;
  readonly cardId: string;
  readonly status: (typeof CARD_STATUSES)[number];
  readonly reason: CardReason | null;
  readonly changedAt: Date;
  readonly statedAt: Date;
};

/** A card with the latest word on it, if there was any. */
export type KnownCard = Card & {
  readonly status: CardStatusChange['status'] | null;
  readonly reason: CardReason | null;
  readonly changedAt: Date | null;
};

/** A card as it stands on a day. */
export type CardView = Omit<KnownCard, 'status'> & { readonly status: CardStatus };

const newestFirst = (a: KnownCard, b: KnownCard): number =>
  (b.issuedAt?.getTime() ?? 0) - (a.issuedAt?.getTime() ?? 0) || (a.cardId < b.cardId ? -1 : 1);

/** Cards as they stand on a day, each once, newest first. One that nobody blocked or closed is active until it ends. */
export const cardsOn = (cards: readonly KnownCard[], today: string): CardView[] =>
  newestOfEach(cards, ({ cardId }) => cardId)
    .sort(newestFirst)
    .map((card) => {
      const isOver = card.status !== 'CLOSED' && card.validUntil !== null && card.validUntil < today;
      return { ...card, status: isOver ? 'EXPIRED' : (card.status ?? 'ACTIVE') };
    });
