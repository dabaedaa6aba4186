import { createHash } from 'node:crypto';
import { canonicalJson, type Once, RapportError, type Transact } from '@rapport/contracts';
import { sql } from './database.ts';

const KEY_LENGTH_MAX = 255;

const hashOf = (input: object): string => createHash('sha256').update(canonicalJson(input)).digest('hex');

/** Makes `once` for a service. Concurrent calls with one key wait for the first; without a key a call simply runs. */
export const onceWith =
  (transact: Transact): Once =>
  ({ viewer, mutation, input }, work) =>
    transact(async (tx) => {
      const key = input.idempotencyKey;
      if (key === undefined || key === null) return work(tx);
      if (key.length === 0 || key.length > KEY_LENGTH_MAX) {
        throw new RapportError('INVALID_INPUT', `input.idempotencyKey: must have 1 to ${KEY_LENGTH_MAX} characters`);
      }
      const scope = [key, viewer.subject, mutation];
      const hash = hashOf(input);
      const claimed = await sql(
        tx,
        `INSERT INTO idempotency (key, subject, mutation, input_hash, claimed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key, subject, mutation) DO UPDATE
         SET input_hash = excluded.input_hash, claimed_at = excluded.claimed_at, answer = NULL
         WHERE idempotency.claimed_at < $5::timestamptz - interval '24 hours'
       RETURNING key`,
        [...scope, hash, tx.now],
      );
      if (claimed.length === 0) {
        const [earlier] = await sql<{ inputHash: string; answer: Awaited<ReturnType<typeof work>> }>(
          tx,
          'SELECT input_hash AS "inputHash", answer FROM idempotency WHERE key = $1 AND subject = $2 AND mutation = $3',
          scope,
        );
        if (earlier?.inputHash !== hash) {
          throw new RapportError(
            'IDEMPOTENCY_CONFLICT',
            'this idempotencyKey was used with another input: take a new one',
          );
        }
        return earlier.answer;
      }
      const payload = await work(tx);
      await sql(tx, 'UPDATE idempotency SET answer = $4 WHERE key = $1 AND subject = $2 AND mutation = $3', [
        ...scope,
        JSON.stringify(payload),
      ]);
      return payload;
    });
