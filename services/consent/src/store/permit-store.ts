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

  release: async (tx, effects, since) => {
    await sql(
      tx,
      `UPDATE permit SET status = 'FREED'
       FROM unnest($1::text[], $2::text[]) AS ended (customer_id, effect_id)
       CROSS JOIN LATERAL customer_origins(ARRAY[ended.customer_id]) o
       WHERE permit.customer_id = o.origin AND permit.issued_at > $3
         AND permit.effect_id = ended.effect_id AND permit.status = 'RESERVED'`,
      [effects.map(({ customerId }) => customerId), effects.map(({ effectId }) => effectId), since],
    );
  },

  settle: async (tx, settled) => {
    const ids = [...settled.keys()];
    const issuedAt = ids.map(instantOfId);
    const times = issuedAt.map((instant) => instant.getTime());
    await sql(
      tx,
      // Said once more from when to when, so that no older partition is looked into.
      `UPDATE permit SET status = settled.status
       FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS settled (id, issued_at, status)
       WHERE permit.id = settled.id AND permit.issued_at = settled.issued_at AND permit.issued_at BETWEEN $4 AND $5`,
      [ids, issuedAt, [...settled.values()], new Date(Math.min(...times)), new Date(Math.max(...times))],
    );
  },
});
