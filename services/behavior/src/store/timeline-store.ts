import { type Database, sql } from '@rapport/platform';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { TimelineStore } from '../usecases/ports.ts';

type Branch = { readonly from: string; readonly at: string; readonly id: string; readonly columns: string };

/** The three things a timeline is made of, each read no further than the page needs. */
const BRANCHES: readonly Branch[] = [
  {
    from: 'transaction t WHERE t.customer_id = o.origin',
    at: 't.booked_at',
    id: `'transaction:' || t.kind || ':' || t.account_id || ':' || t.transaction_id`,
    columns: `CASE t.kind WHEN 'POSTED' THEN 'TRANSACTION' ELSE 'PAYMENT_RETURNED' END, t.narration, t.amount,
      t.currency,
      t.account_id, NULL::text, t.received_at`,
  },
  {
    from: 'app_event e WHERE e.customer_id = o.origin',
    at: 'e.at',
    id: `'event:' || e.source || ':' || e.message_id`,
    columns: `'EVENT', e.name, NULL::numeric, NULL::text, NULL::text, NULL::text, e.received_at`,
  },
  {
    from: 'signal_change s WHERE s.customer_id = o.origin AND $5',
    at: 's.at',
    id: `'signal:' || s.kind`,
    columns: `'SIGNAL', s.kind, NULL::numeric, NULL::text, NULL::text, s.level, s.at`,
  },
];

const branchSql = ({ from, at, id, columns }: Branch): string =>
  `(SELECT ${at} AS at, (${id}) COLLATE "C" AS id, ${columns} FROM ${from}
     AND ($3::timestamptz IS NULL OR (${at} <= $3 AND (${at}, (${id}) COLLATE "C") < ($3, $4)))
     ORDER BY 1 DESC, 2 DESC LIMIT $2)`;

const PAGE = `SELECT o.asked, o.origin AS "customerId", x.* FROM customer_origins($1) o CROSS JOIN LATERAL (
  ${BRANCHES.map(branchSql).join('\n UNION ALL\n')}
) AS x (at, id, kind, title, amount, currency, "accountId", level, "receivedAt")
ORDER BY o.asked, x.at DESC, x.id DESC`;

export const createTimelineStore = (database: Database): TimelineStore => ({
  page: async (customerIds, withSignals, { limit, after }) => {
    const rows = await sql<TimelineEntry & { asked: string }>(database, PAGE, [
      customerIds,
      limit,
      after?.[0] ?? null,
      after?.[1] ?? null,
      withSignals,
    ]);
    const pages = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...pages].map(([id, entries]) => [id, entries.slice(0, limit)]));
  },
});
