import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE customer_copy (customer_id text COLLATE "C" PRIMARY KEY, locale text NOT NULL)`,
  `CREATE TABLE protection_copy (
     customer_id text COLLATE "C" PRIMARY KEY,
     level text NOT NULL,
     since timestamptz NOT NULL
   )`,
  `CREATE TABLE conversation (
     id text COLLATE "C" PRIMARY KEY,
     holder_id text COLLATE "C" NOT NULL,
     channel text NOT NULL,
     contact_point_id text COLLATE "C",
     masked_address text,
     opened_at timestamptz NOT NULL,
     owner_due_at timestamptz
   )`,
  `CREATE INDEX conversation_holder ON conversation (holder_id, id)`,
  `CREATE INDEX conversation_unowned ON conversation (owner_due_at) WHERE owner_due_at IS NOT NULL`,
  `CREATE TABLE message (
     id text COLLATE "C" NOT NULL,
     created_at timestamptz NOT NULL,
     conversation_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C",
     direction text NOT NULL,
     channel text NOT NULL,
     purpose text,
     topic text,
     decision_id text COLLATE "C",
     template text,
     body text,
     contact_point_id text COLLATE "C",
     status text NOT NULL,
     reasons text[] NOT NULL,
     permit_id text COLLATE "C",
     provider_id text COLLATE "C",
     attempts integer NOT NULL,
     due_at timestamptz,
     expires_at timestamptz,
     sent_at timestamptz,
     received_at timestamptz,
     intent text,
     understood_by text,
     reply text,
     PRIMARY KEY (id, created_at)
   ) PARTITION BY RANGE (created_at)`,
  `CREATE TABLE message_default PARTITION OF message DEFAULT`,
  `CREATE INDEX message_conversation ON message (conversation_id, id)`,
  `CREATE INDEX message_due ON message (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX message_provider ON message (provider_id) WHERE provider_id IS NOT NULL`,
  `CREATE TABLE attempt (
     message_id text COLLATE "C" NOT NULL,
     created_at timestamptz NOT NULL,
     number integer NOT NULL,
     begun_at timestamptz NOT NULL,
     asked jsonb,
     answer jsonb,
     ground text[] NOT NULL,
     outcome text NOT NULL,
     reasons text[] NOT NULL,
     PRIMARY KEY (message_id, created_at, number)
   ) PARTITION BY RANGE (created_at)`,
  `CREATE TABLE attempt_default PARTITION OF attempt DEFAULT`,
  `CREATE TABLE local_stop (
     contact_point_id text COLLATE "C" PRIMARY KEY,
     blocked boolean NOT NULL,
     since timestamptz NOT NULL
   )`,
  `CREATE TABLE inbound_claim (
     provider_id text COLLATE "C" PRIMARY KEY,
     message_id text COLLATE "C" NOT NULL,
     claimed_at timestamptz NOT NULL
   ) PARTITION BY HASH (provider_id)`,
  ...[0, 1, 2, 3].map(
    (part) =>
      `CREATE TABLE inbound_claim_${part} PARTITION OF inbound_claim FOR VALUES WITH (MODULUS 4, REMAINDER ${part})`,
  ),
  `CREATE INDEX inbound_claim_age ON inbound_claim (claimed_at)`,
  `CREATE TABLE sandbox_message (
     message_id text COLLATE "C" PRIMARY KEY,
     contact_point_id text COLLATE "C" NOT NULL,
     masked_address text NOT NULL,
     body text NOT NULL,
     taken_at timestamptz NOT NULL
   )`,
  `CREATE INDEX sandbox_message_newest ON sandbox_message (taken_at DESC)`,
];

/** Conversations, messages with their attempts, local stops, claims, the sandbox handset. */
export class MessagingStart1764000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}
