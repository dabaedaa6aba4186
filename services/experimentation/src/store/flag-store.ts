import { type Database, freshSql, managerOf, pageOf, sql } from '@rapport/platform';
import type { Flag } from '../domain/flag.ts';
import type { FlagStore } from '../usecases/ports.ts';
import { flagTable } from './tables.ts';

export const createFlagStore = (database: Database): FlagStore => ({
  all: () =>
    managerOf(database)
      .getRepository(flagTable)
      .find({ order: { key: 'ASC' } }),

  claimUnannounced: (tx, limit) =>
    sql<Flag>(
      tx,
      `UPDATE flag SET announced_change_at = flag.changed_at
       FROM (SELECT key FROM flag WHERE announced_change_at IS DISTINCT FROM changed_at
             ORDER BY key LIMIT $1 FOR UPDATE SKIP LOCKED) AS due
       WHERE flag.key = due.key
       RETURNING flag.key, flag.description, flag.definition, flag.changed_at AS "changedAt"`,
      [limit],
    ),

  page: (request) =>
    pageOf(
      request,
      ({ key }) => [key],
      (limit, after) =>
        freshSql<Flag>(
          database,
          `SELECT key, description, definition, changed_at AS "changedAt"
           FROM flag WHERE $2::text IS NULL OR key > $2 ORDER BY key LIMIT $1`,
          [limit, after?.[0] ?? null],
        ),
    ),
});
