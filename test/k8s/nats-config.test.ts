// The configuration of NATS, taken by a real nats-server with the environment that the manifests give it.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DOMAINS } from '@rapport/contracts';
import { findNatsServer } from '@rapport/local';
import { natsUsers } from './nats-users.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);
const read = (path: string): string => readFileSync(join(ROOT, 'k8s', path), 'utf8');

test('users may do what the contracts list, and nothing else', () => {
  const file = join(ROOT, 'k8s/base/nats/users.conf');
  if (process.env['UPDATE_MANIFESTS']) writeFileSync(file, natsUsers());
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(natsUsers());
});

describe('nats-server takes the configuration', () => {
  let folder: string;
  let program: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-nats-config-'));
    const setting = process.env['RAPPORT_TEST_NATS_SERVER'] ?? '';
    program = (await findNatsServer({ cacheDir: folder, setting, fetch: false, log: () => undefined })).path;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the check of nats-server over a configuration. @returns what it says */
  const verdict = async (name: string, cluster: string, spoil = (text: string) => text): Promise<string> => {
    const place = join(folder, name);
    await mkdir(place);
    await writeFile(join(place, 'nats.conf'), spoil(read('base/nats/nats.conf')));
    await writeFile(join(place, 'users.conf'), read('base/nats/users.conf'));
    await writeFile(join(place, 'cluster.conf'), cluster);
    const names = ['ADMIN', ...DOMAINS.map((service) => service.toUpperCase()), 'ROUTE'];
    // Begins like a number: without the quotes that the manifest puts around it, it would not be read as it is.
    const passwords = Object.fromEntries(names.map((user) => [`${user}_PASSWORD`, '"1e4_-Zq"']));
    const env = {
      ...passwords,
      POD_NAME: 'nats-0',
      FILE_STORE_MAX: '36GB',
      ROUTES: '["nats://route:1e4@nats-1:6222"]',
    };
    return execute(program, ['-t', '-c', join(place, 'nats.conf')], { env, timeout: 10_000 }).then(
      ({ stderr }) => stderr,
      ({ stderr }: { stderr: string }) => `refused: ${stderr}`,
    );
  };

  test('of one server', async () => {
    expect(await verdict('single', read('base/nats/cluster.conf'))).toMatch(/is valid/);
  });

  test('of three servers', async () => {
    expect(await verdict('cluster', read('overlays/production/cluster.conf'))).toMatch(/is valid/);
  });

  test('and refuses one with a misspelt key', async () => {
    const spoil = (text: string) => text.replace('sync_interval', 'sync_intervall');
    expect(await verdict('spoilt', '', spoil)).toMatch(/refused: .*sync_intervall/s);
  });

  test('every acknowledgement means that it is on the disk', () => {
    expect(read('base/nats/nats.conf')).toMatch(/^ {2}sync_interval: always$/m);
  });
});
