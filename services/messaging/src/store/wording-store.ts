import { managerOf, sql } from '@rapport/platform';
import type { KnownWording } from '../domain/wording/wording.ts';
import type { WordingStore } from '../usecases/ports.ts';
import { flagCopyTable } from './tables.ts';

type Found = { currentId: string } & { [K in 'name' | 'experimentKey' | 'variationKey']: KnownWording[K] | null };

export const createWordingStore = (): WordingStore => ({
  findFlag: (tx, key) => managerOf(tx).getRepository(flagCopyTable).findOneBy({ key }),

  saveFlag: async (tx, flag) => {
    await sql(
      tx,
      `INSERT INTO flag_copy (key, definition) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET definition = excluded.definition`,
      [flag.key, JSON.stringify(flag.definition)],
    );
  },

  findKnown: async (tx, customerId, template) => {
    const [found] = await sql<Found>(
      tx,
      `SELECT coalesce((SELECT current FROM customer_alias WHERE origin = $1), $1) AS "currentId",
              known.name, known.experiment_key AS "experimentKey", known.variation_key AS "variationKey"
       FROM (SELECT 1) one LEFT JOIN LATERAL (
         SELECT w.* FROM customer_origins(ARRAY[$1::text]) o JOIN wording w ON w.customer_id = o.origin
         WHERE w.template = $2 ORDER BY w.told_at NULLS LAST, w.chosen_at LIMIT 1
       ) known ON true`,
      [customerId, template],
    );
    const {
      currentId = customerId,
      name = null,
      experimentKey: key = null,
      variationKey: variation = null,
    } = found ?? {};
    const experiment = key !== null && variation !== null ? { key, variation } : null;
    return { currentId, known: name === null ? null : { name, experiment } };
  },

  save: async (tx, { customerId, template, name, experimentKey, variationKey, chosenAt, toldAt }) => {
    await sql(
      tx,
      `INSERT INTO wording (customer_id, template, name, experiment_key, variation_key, chosen_at, told_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (customer_id, template) DO UPDATE
       SET name = excluded.name, experiment_key = excluded.experiment_key, variation_key = excluded.variation_key,
           chosen_at = CASE WHEN wording.name = excluded.name THEN wording.chosen_at ELSE excluded.chosen_at END,
           told_at = CASE WHEN wording.name = excluded.name THEN coalesce(wording.told_at, excluded.told_at)
                          ELSE excluded.told_at END`,
      [customerId, template, name, experimentKey, variationKey, chosenAt, toldAt],
    );
  },
});
