import { type Database, managerOf, sql } from '@rapport/platform';
import type { Consent } from '../domain/consent.ts';
import type { ConsentStore } from '../usecases/ports.ts';
import { consentTable } from './tables.ts';

export const createConsentStore = (database: Database): ConsentStore => ({
  consentsOf: async (customerIds, tx) => {
    const rows = await sql<Consent & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, c.customer_id AS "customerId", c.purpose, c.channel, c.granted, c.since,
              c.ledger_sequence AS "ledgerSequence"
       FROM customer_origins($1) o JOIN consent c ON c.customer_id = o.origin
       ORDER BY c.purpose, c.channel, c.customer_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  save: async (tx, consent) => {
    await managerOf(tx).getRepository(consentTable).upsert(consent, ['customerId', 'purpose', 'channel']);
  },
});
