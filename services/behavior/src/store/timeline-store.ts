import { type Database, sql } from '@rapport/platform';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { TimelineStore } from '../usecases/ports.ts';

const PAGE = `SELECT * FROM timeline_of_customers($1, $2, $3, $4, $5, $6, $7, $8) x
  ORDER BY x.asked, x.at DESC, x.id DESC`;

export const createTimelineStore = (database: Database): TimelineStore => ({
  page: async (customerIds, { kinds, from, to, accountId }, { limit, after }) => {
    const rows = await sql<TimelineEntry & { asked: string }>(database, PAGE, [
      customerIds,
      kinds,
      limit,
      after?.[0] ?? null,
      after?.[1] ?? null,
      from ?? null,
      to ?? null,
      accountId ?? null,
    ]);
    const pages = Map.groupBy(rows, ({ asked }) => asked);
    return new Map([...pages].map(([id, entries]) => [id, entries.slice(0, limit)]));
  },
});
