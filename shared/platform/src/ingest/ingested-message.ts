import type { Tx } from '@rapport/contracts';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type Database, sql } from '../database.ts';
import { column, table } from '../table.ts';
import type { IngestedCall } from './ingested-call.ts';

/** Which calls were applied, by the id that their sender chose. */
export const ingestedMessageTable = table<{ source: string; messageId: string; claimedAt: Date }>('ingested_message', {
  source: column.text('OPERATIONAL', { primary: true }),
  messageId: column.text('PSEUDONYM', { primary: true }),
  claimedAt: column.instant('OPERATIONAL'),
});

/** Partitioned by the id, because a sender's id says nothing of its time; trimmed by age. */
export class IngestStart1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ingested_message (
      source text COLLATE "C" NOT NULL,
      message_id text COLLATE "C" NOT NULL,
      claimed_at timestamptz NOT NULL,
      PRIMARY KEY (message_id, source)
    ) PARTITION BY HASH (message_id)`);
    for (let part = 0; part < 8; part += 1) {
      await runner.query(
        `CREATE TABLE ingested_message_${part} PARTITION OF ingested_message
         FOR VALUES WITH (MODULUS 8, REMAINDER ${part})`,
      );
    }
    await runner.query('CREATE INDEX ingested_message_age ON ingested_message (claimed_at)');
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database instead');
  }
}

const KEEP_MS = 30 * 86_400_000;

/** Claims calls inside the transaction that applies them, and returns those that are new, each once. */
export const claimCalls = async (tx: Tx, calls: readonly IngestedCall[]): Promise<IngestedCall[]> => {
  const unique = [...new Map(calls.map((call) => [`${call.source} ${call.messageId}`, call])).values()];
  const claimed = await sql<{ source: string; messageId: string }>(
    tx,
    `INSERT INTO ingested_message (source, message_id, claimed_at)
     SELECT source, message_id, $3 FROM unnest($1::text[], $2::text[]) AS call (source, message_id)
     ORDER BY message_id, source
     ON CONFLICT DO NOTHING RETURNING source, message_id AS "messageId"`,
    [unique.map(({ source }) => source), unique.map(({ messageId }) => messageId), tx.now],
  );
  const fresh = new Set(claimed.map(({ source, messageId }) => `${source} ${messageId}`));
  return unique.filter(({ source, messageId }) => fresh.has(`${source} ${messageId}`));
};

/** Forgets claims after 30 days: a job of the services that read raw calls. */
export const trimIngested = (database: Database, now: () => Date) => async (): Promise<void> => {
  await sql(database, 'DELETE FROM ingested_message WHERE claimed_at < $1', [new Date(now().getTime() - KEEP_MS)]);
};
