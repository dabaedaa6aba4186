import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keptRead } from './kept-read.ts';

/** What narrows a page of transactions down; each counts only where it is given. */
const FILTERS = `AND t.booked_at >= coalesce(from_at, '-infinity') AND t.booked_at < coalesce(to_at, 'infinity')
         AND (only_account IS NULL OR t.account_id = only_account)
         AND (amount_from IS NULL OR t.amount >= amount_from) AND (amount_to IS NULL OR t.amount <= amount_to)
         AND (words IS NULL OR position(lower(words) IN lower(t.narration)) > 0)
         AND (only_category IS NULL OR t.enrichment->>'category' = only_category
           OR starts_with(t.enrichment->>'category', only_category || '_'))
         AND (only_merchant IS NULL OR lower(t.enrichment->>'merchant') = lower(only_merchant))`;

/** Whose transactions a page is of. */
type Theirs = { readonly name: string; readonly asked: string; readonly isTheirs: string };

const CUSTOMERS: Theirs = {
  name: 'transactions_of_customers',
  asked: 'customer_origins(asked_ids) AS o (asked, origin)',
  isTheirs: 't.customer_id = o.origin',
};

const THEIRS: readonly Theirs[] = [
  CUSTOMERS,
  { name: 'transactions_of_accounts', asked: 'unnest(asked_ids) AS o (asked)', isTheirs: 't.account_id = o.asked' },
];

const pageOf = ({ asked, isTheirs }: Theirs, filters: string): string =>
  `RETURN QUERY SELECT o.asked, p.t FROM ${asked} CROSS JOIN LATERAL (
       SELECT t FROM transaction t WHERE ${isTheirs} AND t.kind = 'POSTED' ${filters}
         AND t.booked_at <= coalesce(after_at, 'infinity')
         AND (after_at IS NULL
           OR (t.booked_at, t.account_id, t.transaction_id) < (after_at, after_account, after_transaction))
       ORDER BY t.booked_at DESC, t.account_id DESC, t.transaction_id DESC LIMIT page_limit) p;`;

const transactionsOf = (name: string, body: string, variables?: string): string =>
  keptRead(
    name,
    `asked_ids text[], page_limit integer, after_at timestamptz, after_account text, after_transaction text,
     from_at timestamptz, to_at timestamptz, only_account text, amount_from numeric, amount_to numeric,
     words text, only_category text, only_merchant text`,
    'asked text, fact transaction',
    body,
    variables,
  );

/** Each page by one plan that knows of every filter. */
export const pagesByOnePlan = (): string[] =>
  THEIRS.map((theirs) => transactionsOf(theirs.name, pageOf(theirs, FILTERS)));

const twoPlansOf = (theirs: Theirs, bound: string): string =>
  `IF num_nonnulls(from_at, to_at, only_account, amount_from, amount_to, words, only_category, only_merchant) = 0
       THEN ${pageOf(theirs, bound)} ELSE ${pageOf(theirs, `${bound} ${FILTERS}`)} END IF;`;

/** A page without filters by a plan of its own: what each part checks of each filter costs as much as the page. */
export const pagesByTwoPlans = (): string[] =>
  THEIRS.map((theirs) => transactionsOf(theirs.name, twoPlansOf(theirs, '')));

/** The same, and no part is visited that ends before the first booking of the customers. */
export const pagesFromTheStart = (): string[] => [
  transactionsOf(
    CUSTOMERS.name,
    `started_at := (SELECT min(s.started_at) FROM ${CUSTOMERS.asked} CROSS JOIN LATERAL (
       SELECT * FROM ledger_start l WHERE l.customer_id = o.origin OFFSET 0) s);
     ${twoPlansOf(CUSTOMERS, 'AND t.booked_at >= started_at')}`,
    'started_at timestamptz',
  ),
];

type Branch = { readonly from: string; readonly at: string; readonly id: string; readonly columns: string };

/** The four things a timeline is made of, each read no further than the page needs. */
const BRANCHES: readonly Branch[] = [
  {
    from: `transaction t WHERE t.customer_id = o.origin AND (only_account IS NULL OR t.account_id = only_account)
      AND CASE t.kind WHEN 'POSTED' THEN 'TRANSACTION' ELSE 'PAYMENT_RETURNED' END = ANY(kinds)`,
    at: 't.booked_at',
    id: `'transaction:' || t.kind || ':' || t.account_id || ':' || t.transaction_id`,
    columns: `CASE t.kind WHEN 'POSTED' THEN 'TRANSACTION' ELSE 'PAYMENT_RETURNED' END, t.narration, NULL::text,
      NULL::text, t.amount, t.currency, t.account_id::text, NULL::text, t.received_at`,
  },
  {
    from: `app_event e WHERE e.customer_id = o.origin AND only_account IS NULL AND 'EVENT' = ANY(kinds)`,
    at: 'e.at',
    id: `'event:' || e.source || ':' || e.message_id`,
    columns: `'EVENT', e.name, NULL::text, NULL::text, NULL::numeric, NULL::text, NULL::text, NULL::text,
      e.received_at`,
  },
  {
    from: `signal_change s WHERE s.customer_id = o.origin AND only_account IS NULL AND 'SIGNAL' = ANY(kinds)`,
    at: 's.at',
    id: `'signal:' || s.kind`,
    columns: `'SIGNAL', s.kind::text, NULL::text, NULL::text, NULL::numeric, NULL::text, NULL::text, s.level, s.at`,
  },
  {
    // A message's way through the house is messaging's; that it arrived says no more than that it went out.
    from: `loop_fact f WHERE f.customer_id = o.origin AND only_account IS NULL AND f.kind = ANY(kinds)
      AND f.status NOT IN ('QUEUED', 'SENDING', 'DELIVERED')`,
    at: 'f.at',
    id: `'loop:' || f.event_id`,
    columns: `f.kind, f.name, f.status, f.object_id::text, NULL::numeric, NULL::text, NULL::text, NULL::text,
      f.received_at`,
  },
];

const branchSql = ({ from, at, id, columns }: Branch): string =>
  `(SELECT ${at} AS at, (${id}) COLLATE "C" AS id, ${columns} FROM ${from}
     AND ${at} >= coalesce(from_at, '-infinity') AND ${at} < coalesce(to_at, 'infinity')
     AND ${at} <= coalesce(after_at, 'infinity')
     AND (after_at IS NULL OR (${at}, (${id}) COLLATE "C") < (after_at, after_id))
     ORDER BY 1 DESC, 2 DESC LIMIT page_limit)`;

const STATEMENTS = [
  ...pagesByOnePlan(),
  keptRead(
    'timeline_of_customers',
    `asked_ids text[], kinds text[], page_limit integer, after_at timestamptz, after_id text,
     from_at timestamptz, to_at timestamptz, only_account text`,
    `asked text, "customerId" text, at timestamptz, id text, kind text, title text, status text,
     "subjectId" text, amount numeric, currency text,
     "accountId" text, level text, "receivedAt" timestamptz`,
    `RETURN QUERY SELECT o.asked, o.origin, x.* FROM customer_origins(asked_ids) o CROSS JOIN LATERAL (
       ${BRANCHES.map(branchSql).join('\n UNION ALL\n')}) AS x;`,
  ),
];

/** Pages of transactions and of the timeline, whose plans are kept. */
export class KeptPlans1764000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [...THEIRS.map((theirs) => theirs.name), 'timeline_of_customers']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
  }
}
