import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { systemErrorCode } from '../local-error.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

/** Without these, what was acknowledged is lost when the machine loses power (PostgreSQL documentation, 19.5). */
const DURABLE: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
};

/** What PostgreSQL does before it says that a transaction is kept. */
export const checkPostgresSync = async (client: pg.Client): Promise<readonly Finding[]> => {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
    [Object.keys(DURABLE)],
  );
  return rows.map(({ name, setting }) =>
    DURABLE[name]!.includes(setting)
      ? fine(`PostgreSQL ${name}`, setting)
      : wrong(`PostgreSQL ${name}`, setting, `set ${name} = on: without it a power cut loses what was acknowledged`),
  );
};

/** What a local nats-server does before it acknowledges; of another one that cannot be asked. */
export const checkNatsSync = async (
  natsDir: string,
  { isLocal, nodeEnv }: { isLocal: boolean; nodeEnv: string },
): Promise<Finding> => {
  const check = 'nats-server sync_interval';
  const unknown = note(check, 'cannot be asked from outside', 'see that its configuration says sync_interval: always');
  if (!isLocal) return unknown;
  const text = await readFile(join(natsDir, 'nats-server.conf'), 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
  const interval = /sync_interval:\s*"?([^"\s]+)"?/.exec(text ?? '')?.[1];
  if (!interval) return unknown;
  if (interval === 'always') return fine(check, interval);
  const found = `${interval}: a power cut may lose so much`;
  return nodeEnv === 'production'
    ? wrong(check, found, 'set sync_interval: always')
    : note(check, found, 'production sets sync_interval: always');
};
