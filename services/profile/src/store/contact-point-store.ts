import { type Database, sql } from '@rapport/platform';
import type { ContactPoint } from '../domain/customer.ts';
import type { ContactPointStore } from '../usecases/ports.ts';

const COLUMNS = `p.customer_id AS "customerId", p.contact_point_id AS "contactPointId", p.kind, p.address, p.since`;

export const createContactPointStore = (database: Database): ContactPointStore => ({
  contactPointsOf: async (customerIds, tx) => {
    const rows = await sql<ContactPoint & { asked: string }>(
      tx ?? database,
      // The two ids of a merged customer may both have the same point: once is enough.
      `SELECT * FROM (
         SELECT DISTINCT ON (o.asked, p.contact_point_id) o.asked, ${COLUMNS}
         FROM customer_origins($1) o JOIN contact_point p ON p.customer_id = o.origin
         ORDER BY o.asked, p.contact_point_id, p.since DESC
       ) AS point ORDER BY since DESC, "contactPointId"`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  findNewest: async (customerId, kind) => {
    const [row] = await sql<ContactPoint>(
      database,
      `SELECT ${COLUMNS} FROM customer_origins(ARRAY[$1::text]) o JOIN contact_point p ON p.customer_id = o.origin
       WHERE p.kind = $2 ORDER BY p.since DESC, p.contact_point_id LIMIT 1`,
      [customerId, kind],
    );
    return row ?? null;
  },

  ownersOf: async (contactPointId) => {
    const rows = await sql<{ id: string }>(
      database,
      `SELECT DISTINCT coalesce(a.current, p.customer_id) AS id
       FROM contact_point p LEFT JOIN customer_alias a ON a.origin = p.customer_id
       WHERE p.contact_point_id = $1 ORDER BY id`,
      [contactPointId],
    );
    return rows.map(({ id }) => id);
  },
});
