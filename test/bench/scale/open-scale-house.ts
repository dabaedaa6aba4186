import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabases, SERVICES, startPostgres, urlOf } from '@rapport/local';
import { houseOutsideJest, type TestHouse } from '@rapport/testkit';
import pg from 'pg';

/** A whole house whose PostgreSQL counts statements, and somebody who may read the counts. */
export type ScaleHouse = {
  readonly house: TestHouse;
  /** In behavior's database, as the superuser. */
  readonly admin: pg.Client;
  stop(): Promise<void>;
};

const silent = () => undefined;

/** PostgreSQL on throw-away data, with its own extension that counts statements. */
const startCounting = async (folder: string) => {
  const postgres = await startPostgres({ dataDir: folder, durable: false, ephemeral: true, log: silent });
  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  await admin.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  // Else a large fill waits for one checkpoint after another.
  await admin.query(`ALTER SYSTEM SET autovacuum_naptime = '10s'`);
  await admin.end();
  await postgres.keeper.stop();
  await postgres.keeper.start();
  return postgres;
};

/** Opens the house at an instant. */
export const openScaleHouse = async (now: string): Promise<ScaleHouse> => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-scale-'));
  // The database's user has to reach its own folder in it.
  await chmod(folder, 0o711);
  const postgres = await startCounting(folder);
  try {
    const databaseUrls = await ensureDatabases(
      postgres.adminUrl,
      SERVICES.map((name) => ({ name, role: name, password: randomBytes(24).toString('base64url') })),
    );
    const house = await houseOutsideJest({ now, databaseUrls, log: silent });
    const admin = new pg.Client({ connectionString: urlOf(postgres.adminUrl, 'behavior') });
    await admin.connect();
    await admin.query('CREATE EXTENSION pg_stat_statements');
    return {
      house,
      admin,
      stop: async () => {
        await admin.end();
        await house.stop();
        await postgres.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
