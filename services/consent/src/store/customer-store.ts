import { type Database, managerOf, sql } from '@rapport/platform';
import { In } from 'typeorm';
import type { CustomerCopy } from '../domain/consent.ts';
import type { CustomerStore } from '../usecases/ports.ts';
import { customerCopyTable, ownedContactPointTable } from './tables.ts';

export const createCustomerStore = (database: Database): CustomerStore => ({
  copiesOf: async (customerIds, tx) => {
    const rows = await sql<CustomerCopy & { asked: string }>(
      tx ?? database,
      `SELECT DISTINCT ON (o.asked) o.asked, c.customer_id AS "customerId", c.time_zone AS "timeZone", c.locale
       FROM customer_origins($1) o JOIN customer_copy c ON c.customer_id = o.origin
       ORDER BY o.asked, c.customer_id = o.asked DESC`,
      [customerIds],
    );
    return new Map(rows.map((row) => [row.asked, row]));
  },

  currentIdsOf: async (tx, customerIds) => {
    const rows = await sql<{ origin: string; current: string }>(
      tx,
      'SELECT origin, current FROM customer_alias WHERE origin = ANY($1::text[])',
      [customerIds],
    );
    return new Map(rows.map(({ origin, current }) => [origin, current]));
  },

  save: async (tx, copies, contactPoints) => {
    const manager = managerOf(tx);
    await manager.getRepository(customerCopyTable).upsert([...copies], ['customerId']);
    const customerIds = copies.map(({ customerId }) => customerId);
    await manager.getRepository(ownedContactPointTable).delete({ customerId: In(customerIds) });
    if (contactPoints.length > 0) await manager.getRepository(ownedContactPointTable).insert([...contactPoints]);
  },
});
