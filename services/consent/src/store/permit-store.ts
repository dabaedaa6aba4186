import { instantOfId } from '@rapport/contracts';
import { type Database, managerOf, sql } from '@rapport/platform';
import type { Permit } from '../domain/consent.ts';
import type { PermitStore } from '../usecases/ports.ts';
import { permitTable } from './tables.ts';

export const createPermitStore = (database: Database): PermitStore => ({
  issuedSince: async (customerIds, since, tx) => {
    const rows = await sql<Permit & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, p.id, p.issued_at AS "issuedAt", p.customer_id AS "customerId",
              p.contact_point_id AS "contactPointId", p.purpose, p.channel, p.topic, p.effect_id AS "effectId", p.status
       FROM customer_origins($1) o
       CROSS JOIN LATERAL (
         SELECT * FROM permit WHERE permit.customer_id = o.origin AND permit.issued_at > $2
         ORDER BY permit.issued_at DESC LIMIT 100
       ) p`,
      [customerIds, since],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  insert: async (tx, permit) => {
    await managerOf(tx).getRepository(permitTable).insert(permit);
  },

  release: async (tx, { customerId, effectId, since }) => {
    await sql(
      tx,
      `UPDATE permit SET status = 'FREED' FROM customer_origins(ARRAY[$1]) o
       WHERE permit.customer_id = o.origin AND permit.issued_at > $3
         AND permit.effect_id = $2 AND permit.status = 'RESERVED'`,
      [customerId, effectId, since],
    );
  },

  settle: async (tx, permitId, status) => {
    await sql(tx, 'UPDATE permit SET status = $3 WHERE id = $1 AND issued_at = $2', [
      permitId,
      instantOfId(permitId),
      status,
    ]);
  },
});
