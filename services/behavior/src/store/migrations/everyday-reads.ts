import type { MigrationInterface, QueryRunner } from 'typeorm';
import { pagesByOnePlan, pagesByTwoPlans } from './kept-plans.ts';
import { keptRead } from './kept-read.ts';

/**
 * A customer's life in one row of JSON: a hundred and eighty days cost more to send as rows than to read. The zone is
 * that of who they are now before that of who they were; the literacy the latest that any of them stated.
 */
export const livesByOrigin = keptRead(
  'lives_of_customers',
  'asked_ids text[], from_day date, to_day date, as_of timestamptz',
  'asked text, life text',
  `RETURN QUERY SELECT asked_id.id,
       '{"buckets":[' || coalesce((
         SELECT string_agg('{"day":"' || to_char(b.day, 'YYYY-MM-DD') || '","bucket":' || b.bucket::text
           || coalesce(',"activity":' || b.activity::text, '') || coalesce(',"place":' || b.place::text, '') || '}',
           ',' ORDER BY b.day)
         FROM customer_origins(ARRAY[asked_id.id]) o CROSS JOIN LATERAL (
           SELECT * FROM day_bucket d WHERE d.customer_id = o.origin AND d.day >= from_day AND d.day <= to_day
           OFFSET 0) b), '')
       || '],"accounts":' || coalesce((
         SELECT jsonb_agg(jsonb_build_object('customerId', h.customer_id, 'accountId', h.account_id,
           'accountType', h.account_type, 'currency', h.currency, 'role', h.role)
           ORDER BY h.account_id, h.role DESC, h.customer_id)::text
         FROM customer_origins(ARRAY[asked_id.id]) o CROSS JOIN LATERAL (
           SELECT * FROM held_account a WHERE a.customer_id = o.origin OFFSET 0) h), '[]')
       || ',"person":' || jsonb_build_object('timeZone', (
         SELECT z.time_zone FROM customer_origins(ARRAY[asked_id.id]) o CROSS JOIN LATERAL (
           SELECT * FROM customer_zone c WHERE c.customer_id = o.origin OFFSET 0) z
         ORDER BY EXISTS (SELECT FROM customer_alias a WHERE a.origin = o.origin), o.origin LIMIT 1),
         'financialLiteracy', (
         SELECT s.value FROM customer_origins(ARRAY[asked_id.id]) o CROSS JOIN LATERAL (
           SELECT * FROM stated_trait t WHERE t.customer_id = o.origin AND t.name = 'financialLiteracy'
             AND t.said_at <= as_of OFFSET 0) s
         ORDER BY s.said_at DESC, s.message_id DESC LIMIT 1))::text || '}'
     FROM (SELECT DISTINCT unnest(asked_ids)) AS asked_id (id);`,
);

const SIGNALS = keptRead(
  'signals_of_customers',
  'asked_ids text[]',
  'asked text, state signal_state',
  `RETURN QUERY SELECT o.asked, s.state FROM customer_origins(asked_ids) o CROSS JOIN LATERAL (
     SELECT i AS state FROM signal_state i WHERE i.customer_id = o.origin OFFSET 0) s;`,
);

/** What features are worked out from, signals, and pages of transactions as most people ask for them. */
export class EverydayReads1764000016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [livesByOrigin, SIGNALS, ...pagesByTwoPlans()]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['lives_of_customers', 'signals_of_customers']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
    for (const statement of pagesByOnePlan()) await runner.query(statement);
  }
}
