import { type CardView, cardsOn, type KnownCard } from '../domain/card/card.ts';
import { DEFAULT_TIME_ZONE } from '../domain/customer.ts';
import { localDay } from '../domain/local-day.ts';

type CardsOf = (ids: readonly string[]) => Promise<Map<string, KnownCard[]>>;

/** The cards of customers, or of accounts, as they stand now; a card ends with its last day in UTC. */
export const readCards =
  ({ cardsOf, now }: { cardsOf: CardsOf; now: () => Date }) =>
  async (ids: readonly string[]): Promise<Map<string, CardView[]>> => {
    const today = localDay(now(), DEFAULT_TIME_ZONE);
    return new Map([...(await cardsOf(ids))].map(([id, cards]) => [id, cardsOn(cards, today)]));
  };
