import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reads over years of parts. PostgreSQL takes far longer to plan one than to run it, so it is kept as a function whose
 * plan each connection makes once; which parts a page can lie in is then found out at each call.
 */
const keptRead = (name: string, parameters: string, columns: string, query: string): string =>
  `CREATE FUNCTION ${name}(${parameters}) RETURNS TABLE (${columns})
   LANGUAGE plpgsql STABLE ROWS 100 SET plan_cache_mode = force_generic_plan AS $$
   #variable_conflict use_column
   BEGIN
     RETURN QUERY ${query};
   END $$`;

const transactionsOf = (name: string, asked: string, isTheirs: string): string =>
  keptRead(
    name,
    `asked_ids text[], page_limit integer, after_at timestamptz, after_account text, after_transaction text,
     from_at timestamptz, to_at timestamptz, only_account text, amount_from numeric, amount_to numeric,
     words text, only_category text, only_merchant text`,
    'asked text, fact transaction',
    `SELECT o.asked, p.t FROM ${asked} CROSS JOIN LATERAL (
       SELECT t FROM transaction t WHERE ${isTheirs} AND t.kind = 'POSTED'
         AND t.booked_at >= coalesce(from_at, '-infinity') AND t.booked_at < coalesce(to_at, 'infinity')
         AND t.booked_at <= coalesce(after_at, 'infinity')
         AND (after_at IS NULL
           OR (t.booked_at, t.account_id, t.transaction_id) < (after_at, after_account, after_transaction))
         AND (only_account IS NULL OR t.account_id = only_account)
         AND (amount_from IS NULL OR t.amount >= amount_from) AND (amount_to IS NULL OR t.amount <= amount_to)
         AND (words IS NULL OR position(lower(words) IN lower(t.narration)) > 0)
         AND (only_category IS NULL OR t.enrichment->>'category' = only_category
           OR starts_with(t.enrichment->>'category', only_category || '_'))
         AND (only_merchant IS NULL OR lower(t.enrichment->>'merchant') = lower(only_merchant))
       ORDER BY t.booked_at DESC, t.account_id DESC, t.transaction_id DESC LIMIT page_limit) p`,
  );

type Branch = { readonly from: string; readonly at: string; readonly id: string; readonly columns: string };

/** The three things a timeline is made of, each read no further than the page needs. */
const BRANCHES: readonly Branch[] = [
  {
    from: 'transaction t WHERE t.customer_id = o.origin',
    at: 't.booked_at',
    id: `'transaction:' || t.kind || ':' || t.account_id || ':' || t.transaction_id`,
    columns: `CASE t.kind WHEN 'POSTED' THEN 'TRANSACTION' ELSE 'PAYMENT_RETURNED' END, t.narration, t.amount,
      t.currency, t.account_id::text, NULL::text, t.received_at`,
  },
  {
    from: 'app_event e WHERE e.customer_id = o.origin',
    at: 'e.at',
    id: `'event:' || e.source || ':' || e.message_id`,
    columns: `'EVENT', e.name, NULL::numeric, NULL::text, NULL::text, NULL::text, e.received_at`,
  },
  {
    from: 'signal_change s WHERE s.customer_id = o.origin AND with_signals',
    at: 's.at',
    id: `'signal:' || s.kind`,
    columns: `'SIGNAL', s.kind::text, NULL::numeric, NULL::text, NULL::text, s.level, s.at`,
  },
];

const branchSql = ({ from, at, id, columns }: Branch): string =>
  `(SELECT ${at} AS at, (${id}) COLLATE "C" AS id, ${columns} FROM ${from}
     AND ${at} <= coalesce(after_at, 'infinity')
     AND (after_at IS NULL OR (${at}, (${id}) COLLATE "C") < (after_at, after_id))
     ORDER BY 1 DESC, 2 DESC LIMIT page_limit)`;

const STATEMENTS = [
  transactionsOf(
    'transactions_of_customers',
    'customer_origins(asked_ids) AS o (asked, origin)',
    't.customer_id = o.origin',
  ),
  transactionsOf('transactions_of_accounts', 'unnest(asked_ids) AS o (asked)', 't.account_id = o.asked'),
  keptRead(
    'timeline_of_customers',
    'asked_ids text[], with_signals boolean, page_limit integer, after_at timestamptz, after_id text',
    `asked text, "customerId" text, at timestamptz, id text, kind text, title text, amount numeric, currency text,
     "accountId" text, level text, "receivedAt" timestamptz`,
    `SELECT o.asked, o.origin, x.* FROM customer_origins(asked_ids) o CROSS JOIN LATERAL (
       ${BRANCHES.map(branchSql).join('\n UNION ALL\n')}) AS x`,
  ),
];

/** Pages of transactions and of the timeline, whose plans are kept. */
export class KeptPlans1764000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['transactions_of_customers', 'transactions_of_accounts', 'timeline_of_customers']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
  }
}
