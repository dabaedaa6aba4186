import type { Tx } from '@rapport/contracts';
import { type Database, sql } from '@rapport/platform';
import type { RejectedTrait, Trait } from '../domain/trait.ts';
import type { TraitStore } from '../usecases/ports.ts';
import { saveNewest } from './save-newest.ts';
import { rejectedTraitTable } from './tables/traits.ts';

const REJECTED_MAX = 100;

const SAID = `jsonb_to_recordset($1::jsonb) AS said
  ("customerId" text, name text, source text, value jsonb, "observedAt" timestamptz, confidence double precision)`;

/**
 * Of each source the newest statement is enough: whoever is trusted, no other of its statements would ever hold. Of two
 * at the same instant the value decides, as jsonb orders it, so that the order of arrival does not.
 */
const STATE = `
  INSERT INTO trait_statement AS kept (customer_id, name, source, value, observed_at, confidence)
  SELECT DISTINCT ON ("customerId", name, source) "customerId", name, source, value, "observedAt", confidence
  FROM ${SAID}
  ORDER BY "customerId", name, source, confidence DESC, "observedAt" DESC, value DESC
  ON CONFLICT (customer_id, name, source) DO UPDATE
  SET value = excluded.value, observed_at = excluded.observed_at, confidence = excluded.confidence
  WHERE (kept.confidence, kept.observed_at, kept.value) < (excluded.confidence, excluded.observed_at, excluded.value)`;

/** Every page view carries guesses, and few are worth a write: the earliest stays, and gives way to any statement. */
const FILL = `
  INSERT INTO trait_statement (customer_id, name, source, value, observed_at, confidence)
  SELECT DISTINCT ON ("customerId", name, source) "customerId", name, source, value, "observedAt", confidence
  FROM ${SAID}
  WHERE NOT EXISTS (
    SELECT FROM trait_statement k
    WHERE k.customer_id = "customerId" AND k.name = said.name AND k.source = said.source
      AND (k.confidence > said.confidence OR (k.observed_at, k.value) <= ("observedAt", said.value)))
  ORDER BY "customerId", name, source, "observedAt", value
  ON CONFLICT (customer_id, name, source) DO UPDATE SET value = excluded.value, observed_at = excluded.observed_at`;

const write = async (tx: Tx, statement: string, traits: readonly Trait[]): Promise<void> => {
  if (traits.length > 0) await sql(tx, statement, [JSON.stringify(traits)]);
};

export const createTraitStore = (database: Database): TraitStore => ({
  save: async (tx, { traits, guesses, rejectedTraits }) => {
    await write(tx, STATE, traits);
    await write(tx, FILL, guesses);
    await saveNewest(tx, rejectedTraitTable, rejectedTraits, ['observedAt']);
  },

  statementsOf: async (customerIds, tx) => {
    const rows = await sql<Trait & { asked: string }>(
      tx ?? database,
      `SELECT o.asked, t.customer_id AS "customerId", t.name, t.value, t.source,
              t.observed_at AS "observedAt", t.confidence
       FROM customer_origins($1) o JOIN trait_statement t ON t.customer_id = o.origin
       ORDER BY t.name, t.customer_id, t.source`,
      [customerIds],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },

  namesOf: async (customerIds, tx) => {
    const rows = await sql<{ asked: string; names: string[] }>(
      tx ?? database,
      `SELECT o.asked, array_agg(DISTINCT t.name) AS names
       FROM customer_origins($1) o JOIN trait_statement t ON t.customer_id = o.origin GROUP BY o.asked`,
      [customerIds],
    );
    return new Map(rows.map(({ asked, names }) => [asked, names]));
  },

  rejectedOf: async (customerIds, tx) => {
    const rows = await sql<RejectedTrait & { asked: string }>(
      tx ?? database,
      `SELECT * FROM (
         SELECT o.asked, t.customer_id AS "customerId", t.name, t.reason, t.source, t.observed_at AS "observedAt",
                row_number() OVER (PARTITION BY o.asked ORDER BY t.observed_at DESC, t.name) AS place
         FROM customer_origins($1) o JOIN rejected_trait t ON t.customer_id = o.origin
       ) AS rejected WHERE place <= $2 ORDER BY name, "customerId"`,
      [customerIds, REJECTED_MAX],
    );
    return Map.groupBy(rows, ({ asked }) => asked);
  },
});
