import { type Database, sql } from '@rapport/platform';
import type { Exposure } from '../domain/exposure.ts';
import type { ExposureStore } from '../usecases/ports.ts';

export const createExposureStore = (database: Database): ExposureStore => ({
  add: async (tx, { customerId, experimentKey, variationKey, exposureId, exposedAt }) => {
    const rows = await sql(
      tx,
      `INSERT INTO exposure (customer_id, experiment_key, variation_key, exposure_id, exposed_at)
       SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (
         SELECT FROM customer_origins(ARRAY[$1::text]) o JOIN exposure e ON e.customer_id = o.origin
         WHERE e.experiment_key = $2 AND e.variation_key = $3)
       ON CONFLICT DO NOTHING RETURNING customer_id`,
      [customerId, experimentKey, variationKey, exposureId, exposedAt],
    );
    return rows.length > 0;
  },

  exposuresOf: async (customerIds) => {
    const rows = await sql<Exposure & { asked: string }>(
      database,
      `SELECT o.asked, e.customer_id AS "customerId", e.experiment_key AS "experimentKey",
              e.variation_key AS "variationKey", e.exposure_id AS "exposureId", e.exposed_at AS "exposedAt"
       FROM customer_origins($1::text[]) o JOIN exposure e ON e.customer_id = o.origin`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});
