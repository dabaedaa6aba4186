import { type Database, managerOf, sql } from '@rapport/platform';
import { In } from 'typeorm';
import type { OwnedContactPoint } from '../domain/consent.ts';
import type { ContactPointStore } from '../usecases/ports.ts';
import { contactPointTable } from './tables.ts';

export const createContactPointStore = (database: Database): ContactPointStore => ({
  byIds: async (contactPointIds, tx) => {
    if (contactPointIds.length === 0) return new Map();
    const found = await managerOf(tx ?? database)
      .getRepository(contactPointTable)
      .findBy({ contactPointId: In([...contactPointIds]) });
    return new Map(found.map((point) => [point.contactPointId, point]));
  },

  save: async (tx, contactPoint) => {
    await managerOf(tx).getRepository(contactPointTable).upsert(contactPoint, ['contactPointId']);
  },

  ownedBy: async (customerIds, tx) => {
    const rows = await sql<OwnedContactPoint & { asked: string; blocked: boolean }>(
      tx ?? database,
      `SELECT o.asked, p.customer_id AS "customerId", p.contact_point_id AS "contactPointId", p.kind,
              coalesce(c.blocked, false) AS blocked
       FROM customer_origins($1) o
       JOIN owned_contact_point p ON p.customer_id = o.origin
       LEFT JOIN contact_point c ON c.contact_point_id = p.contact_point_id
       ORDER BY p.contact_point_id`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  ownersOf: async (tx, contactPointId) => {
    const rows = await sql<{ id: string }>(
      tx,
      `SELECT DISTINCT coalesce(a.current, p.customer_id) AS id
       FROM owned_contact_point p LEFT JOIN customer_alias a ON a.origin = p.customer_id
       WHERE p.contact_point_id = $1 ORDER BY id`,
      [contactPointId],
    );
    return rows.map(({ id }) => id);
  },
});
