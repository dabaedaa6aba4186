import { type Database, freshSql, sql } from '@rapport/platform';
import type { StoredModel } from '../domain/models/stored-model.ts';
import type { BinCount } from '../domain/models/watch-thresholds.ts';
import type { ModelStore } from '../usecases/ports.ts';

const MODEL = `id, kind, file, signature, status, trained_at AS "trainedAt", proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", activated_by AS "activatedBy", activated_at AS "activatedAt", ended_at AS "endedAt",
  reason, calibration`;

export const createModelStore = (database: Database): ModelStore => ({
  insert: async (tx, model) => {
    const inserted = await sql(
      tx,
      `INSERT INTO model (id, kind, file, signature, status, trained_at, proposed_by, proposed_at, calibration)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [
        model.id,
        model.kind,
        model.file,
        model.signature,
        model.status,
        model.trainedAt,
        model.proposedBy,
        model.proposedAt,
        JSON.stringify(model.calibration),
      ],
    );
    return inserted.length > 0;
  },

  find: async (tx, id) => {
    const [found] = await sql<StoredModel>(tx, `SELECT ${MODEL} FROM model WHERE id = $1 FOR UPDATE`, [id]);
    return found ?? null;
  },

  lockKind: async (tx, kind) => {
    await sql(tx, `SELECT pg_advisory_xact_lock(hashtext('model'), hashtext($1))`, [kind]);
  },

  end: async (tx, kind, { status, reason }) => {
    const [ended] = await sql<{ id: string }>(
      tx,
      `UPDATE model SET status = $2, reason = $3, ended_at = $4 WHERE kind = $1 AND status = 'ACTIVE' RETURNING id`,
      [kind, status, reason, tx.now],
    );
    return ended?.id ?? null;
  },

  activate: async (tx, id, { subject, reason }) => {
    await sql(
      tx,
      `UPDATE model SET status = 'ACTIVE', activated_by = $2, activated_at = $3, ended_at = NULL, reason = $4,
         calibration = '{"above": 0, "below": 0, "count": 0}' WHERE id = $1`,
      [id, subject, tx.now, reason],
    );
    // What was counted before belongs to another time.
    await sql(tx, 'DELETE FROM model_input_count WHERE model_id = $1', [id]);
  },

  active: () => sql(database, `SELECT id, kind FROM model WHERE status = 'ACTIVE' ORDER BY kind`),

  load: (ids) => sql<StoredModel>(database, `SELECT ${MODEL} FROM model WHERE id = ANY($1)`, [ids]),

  page: (kind, { limit, after }) =>
    freshSql<StoredModel>(
      database,
      `SELECT ${MODEL} FROM model
       WHERE ($1::text IS NULL OR kind = $1)
         AND ($3::timestamptz IS NULL OR (proposed_at, id) < ($3, $4::text COLLATE "C"))
       ORDER BY proposed_at DESC, id DESC LIMIT $2`,
      [kind, limit, after?.[0] ?? null, after?.[1] ?? null],
    ),

  keepCalibration: async (tx, id, calibration) => {
    await sql(tx, 'UPDATE model SET calibration = $2 WHERE id = $1', [id, JSON.stringify(calibration)]);
  },

  addCounts: async (tx, counts) => {
    await sql(
      tx,
      `INSERT INTO model_input_count (model_id, day, input, bin, count)
       SELECT "modelId", day, input, bin, count
       FROM jsonb_to_recordset($1::jsonb) AS c ("modelId" text, day date, input text, bin integer, count integer)
       ORDER BY 1, 2, 3, 4
       ON CONFLICT (model_id, day, input, bin) DO UPDATE SET count = model_input_count.count + excluded.count`,
      [JSON.stringify(counts)],
    );
  },

  countsOf: (modelId, fromDay) =>
    sql<BinCount>(
      database,
      `SELECT input, bin, sum(count)::integer AS count FROM model_input_count
       WHERE model_id = $1 AND day >= $2 GROUP BY input, bin`,
      [modelId, fromDay],
    ),
});
