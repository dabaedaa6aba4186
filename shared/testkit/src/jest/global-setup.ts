import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAdmin, findNatsServer, LocalError, startPostgres } from '@rapport/local';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { publishTestServers, readNatsServerSetting } from './config.ts';
import { keepPostgres, takePostgres } from './run-state.ts';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
const ROLE = 'rapport_test';

/**
 * Starts one PostgreSQL for the whole Jest run, on a temporary folder and any free port, and finds nats-server. Both
 * end with Jest however it ends: the processes are tied to it and the folder goes with them.
 */
export default async function globalSetup(): Promise<void> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const { path } = await findNatsServer({
      cacheDir: join(REPOSITORY, '.rapport', 'bin'),
      setting: readNatsServerSetting(),
      log,
    });
    const dataDir = await makeTemporaryFolder('postgres');
    const postgres = await startPostgres({ dataDir, durable: false, ephemeral: true, log });
    keepPostgres(postgres);
    const password = randomBytes(18).toString('base64url');
    await asAdmin(postgres.adminUrl, (admin) =>
      admin.query(`CREATE ROLE ${ROLE} LOGIN NOSUPERUSER PASSWORD ${admin.escapeLiteral(password)}`),
    );
    publishTestServers({ adminUrl: postgres.adminUrl, role: ROLE, password, natsServer: path });
  } catch (error) {
    // Jest calls no teardown after a setup that failed.
    await takePostgres()?.stop();
    if (error instanceof LocalError) log([error.message, error.remedy, ...error.details].join('\n'));
    throw error;
  }
}
