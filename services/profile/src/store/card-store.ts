import { type Database, sql } from '@rapport/platform';
import type { KnownCard } from '../domain/card/card.ts';
import type { CardStore } from '../usecases/ports.ts';

/** A card with the latest word on it, whoever's call brought that word. */
const CARD = `c.customer_id AS "customerId", c.card_id AS "cardId", c.account_id AS "accountId",
  c.card_type AS "cardType", c.product, c.last_four AS "lastFour", c.issued_at AS "issuedAt",
  c.valid_until::text AS "validUntil", c.stated_at AS "statedAt", s.status, s.reason, s.changed_at AS "changedAt"`;
const STATUS = `LEFT JOIN LATERAL (
    SELECT status, reason, changed_at FROM card_status WHERE card_id = c.card_id
    ORDER BY changed_at DESC, stated_at DESC, customer_id DESC LIMIT 1
  ) s ON true`;

export const createCardStore = (database: Database): CardStore => ({
  cardsOf: async (customerIds, tx) => {
    const rows = await sql<KnownCard & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, ${CARD} FROM customer_origins($1) o JOIN card c ON c.customer_id = o.origin ${STATUS}`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  cardsOfAccounts: async (accountIds) => {
    const rows = await sql<KnownCard>(
      database,
      `SELECT ${CARD.replace('c.customer_id', 'coalesce(a.current, c.customer_id)')}
       FROM card c LEFT JOIN customer_alias a ON a.origin = c.customer_id ${STATUS} WHERE c.account_id = ANY($1)`,
      [accountIds],
    );
    return Map.groupBy(rows, ({ accountId }) => accountId);
  },
});
