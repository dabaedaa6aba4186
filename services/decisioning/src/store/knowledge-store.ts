import type { Tx } from '@rapport/contracts';
import { type Database, managerOf, sql } from '@rapport/platform';
import type { ConsentCopy, ContactCopy, CustomerCopy, Dismissal, SensedCopy } from '../domain/knowledge/knowledge.ts';
import type { KnowledgeStore, ProtectionStore } from '../usecases/ports.ts';
import { consentCopyTable, customerCopyTable, sensedCopyTable } from './tables.ts';

type Asked<Row> = Map<string, (Row & { asked: string })[]>;

/** Rows of a table over every id that customers were known by, by asked id, the asked id's own row first. */
const rowsOver = async <Row extends object>(
  on: Tx | Database,
  table: string,
  columns: string,
  customerIds: readonly string[],
): Promise<Asked<Row>> => {
  const rows = await sql<Row & { asked: string }>(
    on,
    `SELECT o.asked, t.customer_id AS "customerId", ${columns}
     FROM customer_origins($1) o JOIN ${table} t ON t.customer_id = o.origin
     ORDER BY t.customer_id = o.asked DESC, t.customer_id`,
    [customerIds],
  );
  return Map.groupBy(rows, ({ asked }) => asked);
};

const customersOver = (on: Tx | Database, ids: readonly string[]): Promise<Asked<CustomerCopy>> =>
  rowsOver(on, 'customer_copy', 't.locale, t.account_types AS "accountTypes"', ids);

const sensedOver = (on: Tx | Database, ids: readonly string[]): Promise<Asked<SensedCopy>> =>
  rowsOver(on, 'sensed_copy', 't.features, t.signals, t.newest_fact_at AS "newestFactAt"', ids);

const dismissalsOver = async (on: Tx | Database, ids: readonly string[], since: Date): Promise<Asked<Dismissal>> => {
  const rows = await sql<{ asked: string; actionKey: string; at: Date }>(
    on,
    `SELECT o.asked, t.action_key AS "actionKey", max(t.recorded_at) AS at
     FROM customer_origins($1) o JOIN outcome t ON t.customer_id = o.origin
     WHERE t.outcome = 'DISMISSED' AND t.recorded_at >= $2
     GROUP BY o.asked, t.action_key`,
    [ids, since],
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    ({ asked }) => asked,
  );
};

/** What others know of customers, copied; protections and dismissals are decisioning's own and read along. */
export const createKnowledgeStore = (database: Database, protections: ProtectionStore): KnowledgeStore => ({
  partsOf: async (customerIds, dismissedSince, tx) => {
    const on = tx ?? database;
    const customers = await customersOver(on, customerIds);
    const sensed = await sensedOver(on, customerIds);
    const consents = await rowsOver<ConsentCopy>(on, 'consent_copy', 't.consents', customerIds);
    const contactColumns = 't.sent_at AS "sentAt", t.received_at AS "receivedAt", t.intent';
    const contacts = await rowsOver<ContactCopy>(on, 'contact_copy', contactColumns, customerIds);
    const held = await protections.protectionsOf(customerIds, tx);
    const dismissals = await dismissalsOver(on, customerIds, dismissedSince);
    return new Map(
      customerIds.map((id) => [
        id,
        {
          customers: customers.get(id) ?? [],
          sensed: sensed.get(id) ?? [],
          consents: consents.get(id) ?? [],
          contacts: contacts.get(id) ?? [],
          protections: held.get(id) ?? [],
          dismissals: dismissals.get(id) ?? [],
        },
      ]),
    );
  },

  sensedOf: async (customerIds, tx) => {
    const sensed = await sensedOver(tx, customerIds);
    const held = await protections.protectionsOf(customerIds, tx);
    const aliases = await sql<{ origin: string; current: string }>(
      tx,
      'SELECT origin, current FROM customer_alias WHERE origin = ANY($1)',
      [customerIds],
    );
    const current = new Map(aliases.map((alias) => [alias.origin, alias.current]));
    return new Map(
      customerIds.map((id) => [
        id,
        { sensed: sensed.get(id) ?? [], protections: held.get(id) ?? [], currentId: current.get(id) ?? id },
      ]),
    );
  },

  customersOf: (customerIds) => customersOver(database, customerIds),

  saveCustomers: async (tx, copies) => {
    const rows = copies.map((copy) => ({ ...copy, accountTypes: [...copy.accountTypes] }));
    await managerOf(tx).getRepository(customerCopyTable).upsert(rows, ['customerId']);
  },

  saveSensed: async (tx, copies) => {
    const rows = copies.map((copy) => ({ ...copy, features: [...copy.features], signals: [...copy.signals] }));
    await managerOf(tx).getRepository(sensedCopyTable).upsert(rows, ['customerId']);
  },

  saveConsents: async (tx, copies) => {
    const rows = copies.map((copy) => ({ ...copy, consents: [...copy.consents] }));
    await managerOf(tx).getRepository(consentCopyTable).upsert(rows, ['customerId']);
  },

  noteContacts: async (tx, contacts) => {
    await sql(
      tx,
      `INSERT INTO contact_copy AS kept (customer_id, sent_at, received_at, intent)
       SELECT customer_id, max(sent_at), max(received_at),
         (array_agg(intent ORDER BY received_at DESC NULLS LAST, place DESC))[1]
       FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::text[]) WITH ORDINALITY
         AS told (customer_id, sent_at, received_at, intent, place)
       GROUP BY customer_id
       ON CONFLICT (customer_id) DO UPDATE SET
         sent_at = greatest(kept.sent_at, excluded.sent_at),
         received_at = greatest(kept.received_at, excluded.received_at),
         intent = CASE WHEN excluded.received_at >= coalesce(kept.received_at, excluded.received_at)
                       THEN excluded.intent ELSE kept.intent END`,
      [
        contacts.map(({ customerId }) => customerId),
        contacts.map(({ sentAt }) => sentAt),
        contacts.map(({ receivedAt }) => receivedAt),
        contacts.map(({ intent }) => intent),
      ],
    );
  },
});
