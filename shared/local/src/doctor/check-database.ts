import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platformMigrations } from '@rapport/platform';
import type pg from 'pg';
import { REPOSITORY } from '../config.ts';
import type { ServiceName } from '../service-names.ts';
import { checkPartitions } from './check-partitions.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** The relay looks twice a second: what waits longer than this is not waiting but stuck. */
const OUTBOX_MS_MAX = 60_000;

/** The migrations that a service has, by the names that its store lists. */
const migrationsOf = async (service: ServiceName): Promise<string[]> => {
  const text = await readFile(join(REPOSITORY, 'services', service, 'src', 'store', 'stores.ts'), 'utf8');
  const own = [...text.matchAll(/\b[A-Z]\w*?\d{13}\b/g)].map(([name]) => name);
  return [...new Set([...platformMigrations.map(({ name }) => name), ...own])];
};

const checkMigrations = async (client: pg.Client, service: ServiceName): Promise<Finding> => {
  const check = `${service}: migrations`;
  const wanted = await migrationsOf(service);
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM migration WHERE to_regclass('migration') IS NOT NULL`,
  );
  const pending = wanted.filter((name) => !rows.some((row) => row.name === name));
  const newer = rows.filter(({ name }) => !wanted.includes(name)).map(({ name }) => name);
  const remedy = `start ${service} once with MIGRATE_ON_START=true`;
  if (pending.length > 0) return wrong(check, `pending: ${pending.join(', ')}`, remedy);
  if (newer.length > 0) return wrong(check, `unknown to this version: ${newer.join(', ')}`, 'take the newer version');
  return fine(check, `${rows.length} done, none pending`);
};

const checkOutbox = async (client: pg.Client, service: ServiceName, now: Date): Promise<Finding> => {
  const check = `${service}: outbox`;
  const { rows } = await client.query<{ waiting: number; oldest: Date | null }>(
    `SELECT count(*)::integer AS waiting, min(recorded_at) AS oldest
     FROM (SELECT recorded_at FROM outbox WHERE sent_at IS NULL ORDER BY position LIMIT 10000) AS unsent`,
  );
  const { waiting, oldest } = rows[0]!;
  const ageMs = oldest ? now.getTime() - oldest.getTime() : 0;
  const found = `${waiting} waiting${oldest ? `, the oldest for ${Math.round(ageMs / 1_000)} s` : ''}`;
  if (ageMs <= OUTBOX_MS_MAX) return fine(check, found);
  return wrong(check, found, `see whether ${service} is ready and its stream takes messages: its log says why not`);
};

const checkDeadLetters = async (client: pg.Client, service: ServiceName): Promise<Finding> => {
  const check = `${service}: dead letters`;
  const { rows } = await client.query<{ open: number; cause: string | null }>(
    `SELECT count(*)::integer AS open, (array_agg(cause ORDER BY dead_at DESC))[1] AS cause
     FROM dead_letter WHERE replayed_at IS NULL`,
  );
  const { open, cause } = rows[0]!;
  if (open === 0) return fine(check, 'none');
  const remedy = `read ${service}DeadLetters in the graph, mend the cause, then ${service}ReplayDeadLetter`;
  return wrong(check, `${open}, the newest: ${cause}`, remedy);
};

/** One service's database. @param now the instant that it is in the house */
export const checkDatabase = async (
  client: pg.Client,
  service: ServiceName,
  now: Date,
): Promise<readonly Finding[]> => {
  const migrations = await checkMigrations(client, service);
  // Of a database that is behind, the tables may not be there to be asked.
  if (migrations.verdict === 'WRONG') return [migrations];
  return [
    migrations,
    ...(await checkPartitions(client, service, now)),
    await checkOutbox(client, service, now),
    await checkDeadLetters(client, service),
  ];
};
