import type { MigrationInterface, QueryRunner } from 'typeorm';
import { livesByOrigin } from './everyday-reads.ts';
import { keptRead } from './kept-read.ts';

/** Whose rows are read is found out once for each life, not once for each of its parts. */
const LIVES = keptRead(
  'lives_of_customers',
  'asked_ids text[], from_day date, to_day date, as_of timestamptz',
  'asked text, life text',
  `FOREACH one IN ARRAY asked_ids LOOP
     origins := ARRAY(SELECT origin FROM customer_origins(ARRAY[one]));
     RETURN QUERY SELECT one,
       '{"buckets":[' || coalesce((
         SELECT string_agg('{"day":"' || to_char(b.day, 'YYYY-MM-DD') || '","bucket":' || b.bucket::text
           || coalesce(',"activity":' || b.activity::text, '') || coalesce(',"place":' || b.place::text, '') || '}',
           ',' ORDER BY b.day)
         FROM day_bucket b WHERE b.customer_id = ANY(origins) AND b.day >= from_day AND b.day <= to_day), '')
       || '],"accounts":' || coalesce((
         SELECT json_agg(json_build_object('customerId', h.customer_id, 'accountId', h.account_id,
           'accountType', h.account_type, 'currency', h.currency, 'role', h.role)
           ORDER BY h.account_id, h.role DESC, h.customer_id)::text
         FROM held_account h WHERE h.customer_id = ANY(origins)), '[]')
       || ',"person":{"timeZone":' || coalesce((
         SELECT to_json(z.time_zone)::text FROM customer_zone z WHERE z.customer_id = ANY(origins)
         ORDER BY EXISTS (SELECT FROM customer_alias a WHERE a.origin = z.customer_id), z.customer_id LIMIT 1), 'null')
       || ',"financialLiteracy":' || coalesce((
         SELECT to_json(s.value)::text FROM stated_trait s
         WHERE s.customer_id = ANY(origins) AND s.name = 'financialLiteracy' AND s.said_at <= as_of
         ORDER BY s.said_at DESC, s.message_id DESC LIMIT 1), 'null') || '}}';
   END LOOP;`,
  'one text; origins text[]',
);

/** What features are worked out from, with less to look up. */
export class LivesAtOnce1764000018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LIVES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(livesByOrigin);
  }
}
