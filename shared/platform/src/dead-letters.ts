import { type Domain, deadLettered, type Page, type PageRequest, type Transact, type Tx } from '@rapport/contracts';
import { type Database, freshSql, sql } from './database.ts';
import { pageOf } from './paging.ts';
import type { DeadLetterRow } from './platform-tables.ts';
import { isSubjectToken } from './transact.ts';

/** An event that is given up, as it came. */
export type Undeliverable = {
  readonly stream: string;
  readonly subject: string;
  readonly eventId: string | null;
  readonly payload: string;
  /** What went wrong, without personal data. */
  readonly cause: string;
  readonly attempts: number;
};

const buryWithin = async (tx: Tx, service: Domain, letter: Undeliverable): Promise<void> => {
  const token = letter.subject.split('.').at(-1) ?? '';
  const about = isSubjectToken(token) ? token : 'unknown';
  const id = tx.newId('ddl');
  await tx.lock([about]);
  await sql(
    tx,
    `INSERT INTO dead_letter (id, stream, subject, event_id, payload, cause, attempts, dead_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, letter.stream, letter.subject, letter.eventId, letter.payload, letter.cause, letter.attempts, tx.now],
  );
  const { subject, cause, attempts } = letter;
  tx.append(deadLettered[service], { about, data: { deadLetterId: id, subject, cause, attempts } });
};

/** Keeps an undeliverable event and says so on DEAD, under the customer it is about. */
export const bury = (transact: Transact, service: Domain, letter: Undeliverable): Promise<void> =>
  transact((tx) => buryWithin(tx, service, letter));

/** A page of a service's dead letters, newest first. */
export const findDeadLetters = async (database: Database, request: PageRequest): Promise<Page<DeadLetterRow>> =>
  pageOf(
    request,
    (row) => [row.deadAt.toISOString(), row.id],
    (limit, after) =>
      freshSql<DeadLetterRow>(
        database,
        `SELECT id, stream, subject, event_id AS "eventId", payload, cause, attempts, dead_at AS "deadAt",
         replayed_at AS "replayedAt", replayed_by AS "replayedBy"
       FROM dead_letter WHERE $2::timestamptz IS NULL OR (dead_at, id) < ($2, $3)
       ORDER BY dead_at DESC, id DESC LIMIT $1`,
        [limit, after?.[0] ?? null, after?.[1] ?? null],
      ),
  );
