import type { Tx } from '@rapport/contracts';
import { type Database, freshSql, pageOf, sql } from '@rapport/platform';
import type {
  Instalment,
  Loan,
  LoanFacts,
  LoanPayment,
  LoanSchedule,
  PaymentReversal,
  PaymentView,
} from '../domain/loan/loan.ts';
import type { LoanStore } from '../usecases/ports.ts';

/** A loan is a customer's who borrowed it or from whom something is due; who only pays is no borrower. */
const BORROWED = `
  SELECT customer_id, loan_id FROM loan UNION SELECT customer_id, loan_id FROM loan_schedule
  UNION SELECT customer_id, loan_id FROM instalment`;

const LOAN = `customer_id AS "customerId", loan_id AS "loanId", account_id AS "accountId", principal, currency,
  opened_at AS "openedAt", instalment, instalment_count AS "instalmentCount", stated_at AS "statedAt"`;
const SCHEDULE = `customer_id AS "customerId", loan_id AS "loanId", currency, stated_at AS "statedAt"`;
const INSTALMENT = `customer_id AS "customerId", loan_id AS "loanId", due_on::text AS "dueOn", amount, currency,
  stated_at AS "statedAt"`;
const PAYMENT = `customer_id AS "customerId", payment_id AS "paymentId", loan_id AS "loanId", amount, currency,
  received_at AS "receivedAt", stated_at AS "statedAt"`;
const REVERSAL = `customer_id AS "customerId", payment_id AS "paymentId", loan_id AS "loanId",
  reversed_at AS "reversedAt", reason, stated_at AS "statedAt"`;

/** Everything said of some loans: five statements, however many they are. */
const factsOf = async (at: Tx | Database, loanIds: readonly string[]): Promise<Map<string, LoanFacts>> => {
  const read = async <T extends { loanId: string }>(table: string, columns: string) => {
    const rows = await sql<T>(at, `SELECT ${columns} FROM ${table} WHERE loan_id = ANY($1)`, [loanIds]);
    return Map.groupBy(rows, ({ loanId }) => loanId);
  };
  const loans = await read<Loan>('loan', LOAN);
  const schedules = await read<LoanSchedule>('loan_schedule', SCHEDULE);
  const instalments = await read<Instalment>('instalment', INSTALMENT);
  const payments = await read<LoanPayment>('loan_payment', PAYMENT);
  const reversals = await read<PaymentReversal>('payment_reversal', REVERSAL);
  const known = loanIds.map((loanId): [string, LoanFacts] => [
    loanId,
    {
      loanId,
      loans: loans.get(loanId) ?? [],
      schedules: schedules.get(loanId) ?? [],
      instalments: instalments.get(loanId) ?? [],
      payments: payments.get(loanId) ?? [],
      reversals: reversals.get(loanId) ?? [],
    },
  ]);
  return new Map(known);
};

/** One page of what a customer paid. Of a payment that both ids of a merged customer have, the one stated last. */
const PAYMENTS = `
  WITH origins AS MATERIALIZED (SELECT origin FROM customer_origins(ARRAY[$1::text]))
  SELECT page.*, r.reversed_at AS "reversedAt", r.reason AS "reversalReason"
  FROM origins o
  CROSS JOIN LATERAL (
    SELECT ${PAYMENT} FROM loan_payment p
    WHERE customer_id = o.origin
      AND ($3::timestamptz IS NULL OR (received_at, payment_id) < ($3, $4))
      AND NOT EXISTS (
        SELECT FROM loan_payment q
        WHERE q.customer_id IN (SELECT origin FROM origins) AND q.payment_id = p.payment_id
          AND (q.stated_at, q.customer_id) > (p.stated_at, p.customer_id))
    ORDER BY received_at DESC, payment_id DESC LIMIT $2
  ) page
  LEFT JOIN LATERAL (
    SELECT reversed_at, reason FROM payment_reversal
    WHERE loan_id = page."loanId" AND payment_id = page."paymentId"
    ORDER BY stated_at DESC, customer_id DESC LIMIT 1
  ) r ON true
  ORDER BY page."receivedAt" DESC, page."paymentId" DESC LIMIT $2`;

export const createLoanStore = (database: Database): LoanStore => ({
  loansOf: async (customerIds, tx) => {
    const rows = await sql<{ asked: string; loanId: string }>(
      tx ?? database,
      `SELECT DISTINCT o.asked, b.loan_id AS "loanId" FROM customer_origins($1) o
       CROSS JOIN LATERAL (SELECT loan_id FROM (${BORROWED}) borrowed WHERE borrowed.customer_id = o.origin) b`,
      [customerIds],
    );
    if (rows.length === 0) return new Map();
    const facts = await factsOf(tx ?? database, [...new Set(rows.map(({ loanId }) => loanId))]);
    const byAsked = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...byAsked].map(([asked, own]) => [asked, own.map(({ loanId }) => facts.get(loanId)!)]));
  },

  borrowersOf: async (tx, loanIds) => {
    const rows = await sql<{ id: string }>(
      tx,
      `SELECT DISTINCT coalesce(a.current, b.customer_id) AS id
       FROM (${BORROWED}) b LEFT JOIN customer_alias a ON a.origin = b.customer_id
       WHERE b.loan_id = ANY($1) ORDER BY id`,
      [loanIds],
    );
    return rows.map(({ id }) => id);
  },

  paymentsOf: (customerId, page) =>
    pageOf(
      page,
      ({ receivedAt, paymentId }: PaymentView) => [receivedAt.toISOString(), paymentId],
      (limit, after) => freshSql(database, PAYMENTS, [customerId, limit, after?.[0] ?? null, after?.[1] ?? null]),
    ),

  claimObligations: async (tx, obligations) => {
    const rows = await sql<{ id: string }>(
      tx,
      `INSERT INTO told_obligations (customer_id, hash)
       SELECT said.customer_id, said.hash
       FROM unnest($1::text[], $2::text[], $3::boolean[]) AS said (customer_id, hash, is_empty)
       WHERE NOT said.is_empty
         OR EXISTS (SELECT FROM told_obligations t WHERE t.customer_id = said.customer_id)
       ON CONFLICT (customer_id) DO UPDATE SET hash = excluded.hash WHERE told_obligations.hash <> excluded.hash
       RETURNING customer_id AS id`,
      [
        obligations.map(({ customerId }) => customerId),
        obligations.map(({ hash }) => hash),
        obligations.map(({ isEmpty }) => isEmpty),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  },

  tellObligationsAnew: async (tx, customerIds) => {
    await sql(tx, `UPDATE told_obligations SET hash = '' WHERE customer_id = ANY($1)`, [customerIds]);
  },
});
