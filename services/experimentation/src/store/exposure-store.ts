import { type Database, sql } from '@rapport/platform';
import type { Exposure } from '../domain/exposure.ts';
import type { ExposureStore } from '../usecases/ports.ts';

export const createExposureStore = (database: Database): ExposureStore => ({
  add: async (tx, exposures) => {
    const rows = await sql<{ exposureId: string }>(
      tx,
      `WITH told AS (
         SELECT t.*,
           coalesce((SELECT a.current FROM customer_alias a WHERE a.origin = t.customer_id), t.customer_id) AS person
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) WITH ORDINALITY
           AS t (customer_id, experiment_key, variation_key, exposure_id, exposed_at, place)
       ), met AS (
         SELECT DISTINCT ON (person, experiment_key, variation_key) * FROM told
         ORDER BY person, experiment_key, variation_key, place
       )
       INSERT INTO exposure (customer_id, experiment_key, variation_key, exposure_id, exposed_at)
       SELECT customer_id, experiment_key, variation_key, exposure_id, exposed_at FROM met WHERE NOT EXISTS (
         SELECT FROM customer_origins(ARRAY[met.customer_id]) o JOIN exposure e ON e.customer_id = o.origin
         WHERE e.experiment_key = met.experiment_key AND e.variation_key = met.variation_key)
       ON CONFLICT DO NOTHING RETURNING exposure_id AS "exposureId"`,
      [
        exposures.map(({ customerId }) => customerId),
        exposures.map(({ experimentKey }) => experimentKey),
        exposures.map(({ variationKey }) => variationKey),
        exposures.map(({ exposureId }) => exposureId),
        exposures.map(({ exposedAt }) => exposedAt),
      ],
    );
    return new Set(rows.map(({ exposureId }) => exposureId));
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
