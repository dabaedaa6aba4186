import { managerOf, sql } from '@rapport/platform';
import type { CustomerStore } from '../usecases/ports.ts';
import { sharingWordTable } from './tables.ts';

export const createCustomerStore = (): CustomerStore => ({
  knownAs: async (tx, customerId, partnerIds) => {
    const rows = await sql<{ partnerId: string; customerId: string }>(
      tx,
      `SELECT DISTINCT ON (k.partner_id) k.partner_id AS "partnerId", k.customer_id AS "customerId"
       FROM customer_origins($1) o
       JOIN known_customer k ON k.customer_id = o.origin AND k.partner_id = ANY($2)
       ORDER BY k.partner_id, k.known_since, k.customer_id`,
      [[customerId], partnerIds],
    );
    return new Map(rows.map((row) => [row.partnerId, row.customerId]));
  },

  know: async (tx, customerId, partnerIds) => {
    await sql(
      tx,
      `INSERT INTO known_customer (partner_id, customer_id, known_since)
       SELECT partner_id, $2, $3 FROM unnest($1::text[]) AS partner_id ON CONFLICT DO NOTHING`,
      [partnerIds, customerId, tx.now],
    );
  },

  findWord: (tx, customerId) => managerOf(tx).getRepository(sharingWordTable).findOneBy({ customerId }),

  saveWord: async (tx, word) => {
    await managerOf(tx).getRepository(sharingWordTable).upsert(word, ['customerId']);
  },
});
