import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DebianMirror, findDebianMirrors } from './debian-sources.ts';
import type { Log } from './log.ts';
import type { NatsProgram } from './nats-program.ts';

const run = promisify(execFile);

/** What fetching needs: `accept` looks at an unpacked program and says whether it runs here and is recent enough. */
export interface FetchOptions {
  readonly cacheDir: string;
  readonly accept: (path: string) => Promise<NatsProgram | null>;
  readonly log: Log;
}

// Newest first; a mirror need not have all of them.
const NEWER_SUITES = ['sid', 'testing', 'stable', 'stable-backports'] as const;
const LISTS_TAKE_AT_MOST_MS = 180_000;
const PACKAGE_TAKES_AT_MOST_MS = 120_000;

/**
 * On Debian, takes nats-server (a single static program) out of the newest suite that the machine's own mirror has and
 * puts it at `<cacheDir>/nats-server`. Nothing is installed: apt works on lists and a cache of its own, as any user,
 * and checks the signature with the archive's keyring. Null where this is no Debian or no suite has a usable one.
 */
export async function fetchDebianNatsServer(options: FetchOptions): Promise<NatsProgram | null> {
  const codename = await findDebianCodename();
  if (!codename) return null;
  const mirrors = await findDebianMirrors('/etc/apt', codename);
  await mkdir(options.cacheDir, { recursive: true });
  for (const suite of NEWER_SUITES) {
    for (const mirror of mirrors) {
      options.log(`looking for nats-server in Debian ${suite} of this machine's mirror …`);
      const found = await fetchFrom(mirror, suite, options).catch((error: unknown) => {
        options.log(`Debian ${suite}: ${firstLine(error)}`);
        return null;
      });
      if (!found) continue;
      options.log(`nats-server ${found.version} taken from Debian ${suite}`);
      return found;
    }
  }
  return null;
}

async function findDebianCodename(): Promise<string | null> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  if (!/^ID="?debian"?$/m.test(release)) return null;
  return /^VERSION_CODENAME="?([\w-]+)"?$/m.exec(release)?.[1] ?? 'sid';
}

async function fetchFrom(mirror: DebianMirror, suite: string, options: FetchOptions): Promise<NatsProgram | null> {
  // Beside the final place, so that the rename at the end is atomic; two that fetch at once do not meet.
  const work = await mkdtemp(join(options.cacheDir, 'fetch-'));
  try {
    const environment = await prepareApt(work, mirror, suite);
    const apt = (args: readonly string[], timeout: number): Promise<unknown> =>
      run('apt-get', args, { env: environment, cwd: work, timeout, killSignal: 'SIGKILL' });
    await apt(['update'], LISTS_TAKE_AT_MOST_MS);
    await apt(['download', 'nats-server'], PACKAGE_TAKES_AT_MOST_MS);
    const file = (await readdir(work)).find((name) => name.endsWith('.deb'));
    if (!file) return null;
    await run('dpkg-deb', ['-x', join(work, file), join(work, 'unpacked')], { timeout: 60_000 });
    const unpacked = await findProgram(join(work, 'unpacked'));
    if (!unpacked || !(await options.accept(unpacked))) return null;
    return await keep(unpacked, work, options);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Writes a configuration that replaces the machine's: of its own only what concerns fetching (proxies, timeouts) is
 * taken over; its hooks and its lists are not.
 */
async function prepareApt(work: string, mirror: DebianMirror, suite: string): Promise<Record<string, string>> {
  await Promise.all(
    ['lists/partial', 'cache/archives/partial', 'parts'].map((name) => mkdir(join(work, name), { recursive: true })),
  );
  const sources = join(work, 'debian.sources');
  const lines = ['Types: deb', `URIs: ${mirror.uri}`, `Suites: ${suite}`, 'Components: main'];
  await writeFile(sources, `${[...lines, `Signed-By: ${mirror.signedBy}`].join('\n')}\n`);
  await writeFile(join(work, 'status'), '');
  const { stdout: fetching } = await run('apt-config', ['dump', 'Acquire'], { timeout: 10_000 });
  const settings = {
    'Dir::Etc::Parts': join(work, 'parts'),
    'Dir::Etc::Main': join(work, 'none'),
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': join(work, 'parts'),
    'Dir::Etc::PreferencesParts': join(work, 'parts'),
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': join(work, 'cache'),
    // As root, apt would download as the user _apt, who may not reach a folder of ours; the signature is what counts.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::AllowInsecureRepositories': '0',
    'Acquire::Retries': '2',
  };
  const own = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)};`);
  const file = join(work, 'apt.conf');
  await writeFile(file, [fetching, '#clear Acquire::Languages;', ...own, ''].join('\n'));
  return { APT_CONFIG: file, PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
}

async function findProgram(folder: string): Promise<string | null> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const program = files.find((file) => file.isFile() && /bin\/?$/.test(file.parentPath) && file.name === 'nats-server');
  return program ? join(program.parentPath, program.name) : null;
}

async function keep(program: string, work: string, options: FetchOptions): Promise<NatsProgram | null> {
  const staged = join(work, 'nats-server');
  await copyFile(program, staged);
  await chmod(staged, 0o755);
  const final = join(options.cacheDir, 'nats-server');
  await rename(staged, final);
  return options.accept(final);
}

function firstLine(error: unknown): string {
  const stderr = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '';
  const text = stderr.split('\n').find((line) => /^[EW]: /.test(line)) ?? String(error);
  return text.split('\n')[0] ?? text;
}
