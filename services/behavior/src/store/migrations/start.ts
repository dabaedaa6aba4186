import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts of a table from one first of January to another; named as the partition job names them. */
const part = (table: string, from: string, to: string): string =>
  `CREATE TABLE ${table}_${from.replaceAll('-', '')} PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${to}')`;

const years = (table: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    part(table, `${from + index}-01-01`, `${from + index + 1}-01-01`),
  );

const months = (table: string, year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => {
    const first = (month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
    return part(table, first(index), first(index + 1));
  });

const STATEMENTS = [
  `CREATE TABLE transaction (
     customer_id text COLLATE "C" NOT NULL,
     booked_at timestamptz NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     transaction_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     amount numeric NOT NULL,
     currency text NOT NULL,
     narration text NOT NULL,
     mcc text,
     balance_after numeric,
     reason text,
     version integer NOT NULL,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, booked_at, account_id, transaction_id, kind)
   ) PARTITION BY RANGE (booked_at)`,
  `CREATE INDEX transaction_account ON transaction (account_id, booked_at)`,
  `CREATE TABLE transaction_default PARTITION OF transaction DEFAULT`,
  ...years('transaction', 1990, 2035),
  `CREATE TABLE transaction_key (
     account_id text COLLATE "C" NOT NULL,
     transaction_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     booked_at timestamptz NOT NULL,
     said_at timestamptz NOT NULL,
     message_id text COLLATE "C" NOT NULL,
     version integer NOT NULL,
     content_hash text NOT NULL,
     PRIMARY KEY (account_id, transaction_id, kind)
   ) PARTITION BY HASH (account_id)`,
  ...[0, 1, 2, 3, 4, 5, 6, 7].map(
    (part) =>
      `CREATE TABLE transaction_key_${part} PARTITION OF transaction_key
       FOR VALUES WITH (MODULUS 8, REMAINDER ${part})`,
  ),
  `CREATE TABLE app_event (
     customer_id text COLLATE "C" NOT NULL,
     at timestamptz NOT NULL,
     source text COLLATE "C" NOT NULL,
     message_id text COLLATE "C" NOT NULL,
     type text NOT NULL,
     name text NOT NULL,
     properties jsonb NOT NULL,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, at, source, message_id)
   ) PARTITION BY RANGE (at)`,
  `CREATE TABLE app_event_default PARTITION OF app_event DEFAULT`,
  part('app_event', '1990-01-01', '2020-01-01'),
  ...years('app_event', 2020, 2025),
  ...[2026, 2027].flatMap((year) => months('app_event', year)),
  `CREATE TABLE day_bucket (
     customer_id text COLLATE "C" NOT NULL,
     day date NOT NULL,
     bucket jsonb NOT NULL,
     PRIMARY KEY (customer_id, day)
   ) PARTITION BY RANGE (day)`,
  `CREATE TABLE day_bucket_default PARTITION OF day_bucket DEFAULT`,
  ...years('day_bucket', 1990, 2035),
  `CREATE TABLE signal_state (
     customer_id text COLLATE "C" NOT NULL,
     kind text COLLATE "C" NOT NULL,
     level text NOT NULL,
     level_before text NOT NULL,
     since timestamptz NOT NULL,
     score double precision NOT NULL,
     confidence double precision NOT NULL,
     transaction_ids text[] NOT NULL,
     features jsonb NOT NULL,
     model_version text NOT NULL,
     assessed_at timestamptz NOT NULL,
     PRIMARY KEY (customer_id, kind)
   )`,
  `CREATE TABLE signal_change (
     customer_id text COLLATE "C" NOT NULL,
     at timestamptz NOT NULL,
     kind text COLLATE "C" NOT NULL,
     level text NOT NULL,
     level_before text NOT NULL,
     PRIMARY KEY (customer_id, at, kind)
   ) PARTITION BY RANGE (at)`,
  `CREATE TABLE signal_change_default PARTITION OF signal_change DEFAULT`,
  `CREATE TABLE held_account (
     customer_id text COLLATE "C" NOT NULL,
     account_id text COLLATE "C" NOT NULL,
     account_type text NOT NULL,
     currency text NOT NULL,
     role text NOT NULL,
     PRIMARY KEY (customer_id, account_id)
   )`,
  `CREATE INDEX held_account_holders ON held_account (account_id)`,
  `CREATE TABLE identifier (
     hash text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     PRIMARY KEY (hash, customer_id)
   )`,
  `CREATE INDEX identifier_customer ON identifier (customer_id)`,
  `CREATE TABLE reject (
     id text COLLATE "C" NOT NULL,
     received_at timestamptz NOT NULL,
     source text NOT NULL,
     index integer NOT NULL,
     message_id text COLLATE "C",
     path text NOT NULL,
     code text NOT NULL,
     remedy text NOT NULL,
     PRIMARY KEY (id, received_at)
   ) PARTITION BY RANGE (received_at)`,
  `CREATE TABLE reject_default PARTITION OF reject DEFAULT`,
];

/** Facts of the ledger and where they stand, other events, day buckets, signals, copies of profile's, rejects. */
export class BehaviorStart1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}
