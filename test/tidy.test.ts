// The house rules, executed: who may import whom, how large things may be, what has no place where.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, parseSync, Visitor } from 'oxc-parser';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVICES = ['profile', 'behavior', 'decisioning', 'consent', 'messaging', 'experimentation', 'partners'];
const SKIPPED = new Set(['node_modules', '.git', '.rapport', '.turbo', 'coverage']);

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

type Source = { path: string; text: string; imports: string[]; program: Node };

const parse = (path: string): Source => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const { program, module } = parseSync(path, text);
  const imports = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ];
  return { path, text, imports: [...new Set(imports)], program };
};

const sources = ['shared', 'services', 'gateway', 'test']
  .flatMap(filesBelow)
  .filter((path) => path.endsWith('.ts') && basename(path) !== 'generated.ts')
  .map(parse);
const isTest = ({ path }: Source) => path.endsWith('.test.ts') || /(^|\/)test\//.test(path);
const shipped = sources.filter((source) => !isTest(source));

/** The room a file stands in, such as `services/consent/src/domain`, and the room an import leads to. */
const inRoom = (room: string) =>
  shipped.filter(({ path }) => path.includes(`/src/${room}/`) && path.startsWith('services/'));
const target = (source: Source, specifier: string): string =>
  specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(source.path), specifier)) : specifier;
const roomOf = (path: string): string => /^services\/[^/]+\/src\/([^/]+)/.exec(path)?.[1] ?? path;

const PURE_PACKAGES = [
  '@rapport/contracts',
  'node:crypto',
  'decimal.js',
  '@marcbachmann/cel-js',
  '@growthbook/growthbook',
];

/** What each room of a service may import: rooms of its own service by name, everything else by package. */
const MAY_IMPORT: Readonly<Record<string, { rooms: string[]; packages: string[] }>> = {
  domain: { rooms: ['domain'], packages: PURE_PACKAGES },
  usecases: { rooms: ['domain', 'usecases'], packages: ['@rapport/contracts'] },
  graphql: { rooms: ['graphql', 'usecases', 'domain'], packages: ['@rapport/contracts', 'graphql', 'dataloader'] },
  events: { rooms: ['events', 'usecases', 'domain'], packages: ['@rapport/contracts'] },
  store: { rooms: ['store', 'domain', 'usecases'], packages: ['@rapport/contracts', '@rapport/platform', 'typeorm'] },
};

const trespasses = (room: string): string[] => {
  const { rooms, packages } = MAY_IMPORT[room]!;
  return inRoom(room).flatMap((source) =>
    source.imports
      .map((specifier) => target(source, specifier))
      .filter((to) => (to.startsWith('services/') ? !rooms.includes(roomOf(to)) : !packages.includes(to)))
      .map((to) => `${source.path} imports ${to}`),
  );
};

describe('dependencies point one way', () => {
  test.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (room) => expect(trespasses(room)).toEqual([]));

  test('a service imports neither another service nor the gateway', () => {
    const wrong = sources
      .filter(({ path }) => path.startsWith('services/'))
      .flatMap((source) => source.imports.map((specifier) => [source.path, target(source, specifier)] as const))
      .filter(
        ([from, to]) =>
          /^(services|gateway|@rapport\/gateway)\b/.test(to) && !to.startsWith(from.split('/').slice(0, 2).join('/')),
      );
    expect(wrong).toEqual([]);
  });

  test('contracts import nothing of ours, the platform only contracts, and the testkit is for tests', () => {
    const ours = (folder: string, allowed: string[]) =>
      shipped
        .filter(({ path }) => path.startsWith(folder))
        .flatMap(({ path, imports }) =>
          imports.filter((to) => to.startsWith('@rapport/')).map((to) => `${path} → ${to}`),
        )
        .filter((arrow) => !allowed.some((name) => arrow.endsWith(`/${name}`) || arrow.includes(`/${name}/`)));
    expect(ours('shared/contracts', [])).toEqual([]);
    expect(ours('shared/platform', ['contracts'])).toEqual([]);
    expect(ours('shared/local', ['contracts', 'platform'])).toEqual([]);
    expect(ours('gateway', ['contracts', 'platform'])).toEqual([]);
    const kit = shipped.filter(({ path }) => !path.startsWith('shared/testkit'));
    expect(kit.filter(({ imports }) => imports.includes('@rapport/testkit')).map(({ path }) => path)).toEqual([]);
  });

  test('only one file knows the NATS client', () => {
    const knowing = shipped.filter(({ imports }) => imports.includes('nats')).map(({ path }) => path);
    expect(knowing).toEqual(['shared/platform/src/nats.ts']);
  });

  test('the system is tested from outside', () => {
    const inside = sources
      .filter(({ path }) => path.startsWith('test/'))
      .flatMap((source) => source.imports.map((specifier) => target(source, specifier)))
      .filter((to) => to.startsWith('services/') || to.startsWith('gateway/'));
    expect(inside).toEqual([]);
  });
});

describe('a domain is pure', () => {
  test('it has no clock, no randomness and nothing asynchronous', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bawait\b|\basync\b|\bprocess\.|\brandomBytes\b|\bperformance\./;
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(
      inRoom('domain')
        .filter(({ text }) => impure.test(code(text)))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('things are small', () => {
  test('files have at most 300 lines, lines at most 120 characters', () => {
    const large = sources.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path);
    const wide = sources.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (line.length > 120 ? [`${path}:${index + 1}`] : [])),
    );
    expect({ large, wide }).toEqual({ large: [], wide: [] });
  });

  test('functions have at most 70 lines', () => {
    const long: string[] = [];
    for (const { path, text, program } of shipped) {
      const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
      const measure = ({ start, end, body }: { start: number; end: number; body: Node | null }) => {
        // A function whose whole body is an object is a table of methods, which are measured themselves.
        if (text[body?.start ?? 0] === '(') return;
        const lines = lineOf(end) - lineOf(start) + 1;
        if (lines > 70) long.push(`${path}:${lineOf(start)} ${lines} lines`);
      };
      new Visitor({
        FunctionDeclaration: measure,
        FunctionExpression: measure,
        ArrowFunctionExpression: measure,
      }).visit(program as Parameters<Visitor['visit']>[0]);
    }
    expect(long).toEqual([]);
  });
});

describe('names say what things are', () => {
  test('files are in kebab-case and none is a drawer', () => {
    const drawers = /^(utils?|helpers?|common|misc|types|shared)\.ts$/;
    const wrong = sources
      .map(({ path }) => path)
      .filter(
        (path) => drawers.test(basename(path)) || !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.ts$/.test(basename(path)),
      )
      .filter((path) => path !== 'shared/contracts/src/events/shared.ts');
    expect(wrong).toEqual([]);
  });

  test('no type is a Manager, Helper, Util, Service, Impl, Dto or IThing', () => {
    const bad =
      /^(?:export )?(?:class|interface|type)\s+(?:\w+(?:Manager|Helper|Utils?|Impl|Dto|DTO)|I[A-Z][a-z]\w*)\b/m;
    expect(
      shipped.filter(({ text }) => bad.test(text)).map(({ path, text }) => `${path}: ${bad.exec(text)?.[0]}`),
    ).toEqual([]);
  });
});

describe('nothing is hidden and nothing is left over', () => {
  test('the environment is read in config.ts alone', () => {
    const readers = shipped.filter(({ path, text }) => /\bprocess\.env\b/.test(text) && basename(path) !== 'config.ts');
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  test('every setting of a service stands in its README', () => {
    const missing = [...SERVICES.map((name) => `services/${name}`), 'gateway'].flatMap((folder) => {
      const config = shipped.find(({ path }) => path === `${folder}/src/config.ts`)!.text;
      const readme = readFileSync(join(ROOT, folder, 'README.md'), 'utf8');
      const settings = [...config.matchAll(/^\s+([A-Z][A-Z0-9_]{3,}):/gm)].map(([, name]) => name!);
      return settings.filter((name) => !readme.includes(name)).map((name) => `${folder}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('no file is dead: each is imported, run or found by a tool', () => {
    const imported = new Set(sources.flatMap((source) => source.imports.map((to) => target(source, to))));
    const scripts = [
      'package.json',
      'gateway/package.json',
      'shared/local/package.json',
      'codegen.ts',
      'jest.config.js',
    ]
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const isRun = (path: string) => /(^|\/)(main|index)\.ts$/.test(path) || scripts.includes(path);
    const dead = shipped.map(({ path }) => path).filter((path) => !imported.has(path) && !isRun(path));
    expect(dead).toEqual([]);
  });

  test('every service has the same rooms and a page that explains it', () => {
    for (const name of SERVICES) {
      const paths = filesBelow(`services/${name}`);
      for (const needed of ['README.md', 'schema.graphql', 'src/main.ts', 'src/config.ts']) {
        expect(paths).toContain(`services/${name}/${needed}`);
      }
      for (const room of ['domain', 'usecases', 'graphql', 'store']) {
        expect(paths.some((path) => path.startsWith(`services/${name}/src/${room}/`))).toBe(true);
      }
    }
  });
});

describe('dependencies are safe', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; resolved?: string }>;
  };
  const versions = (name: string) =>
    Object.entries(lock.packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) && version ? [version] : [],
    );
  const atLeast = (version: string, minimum: string) => version.localeCompare(minimum, 'en', { numeric: true }) >= 0;

  test('there is one GraphQL, and Apollo is at the versions that have no open advisory', () => {
    expect(versions('graphql')).toEqual(['16.15.0']);
    for (const name of ['gateway', 'composition', 'query-planner', 'subgraph']) {
      expect([name, versions(`@apollo/${name}`)]).toEqual([name, ['2.14.4']]);
    }
    expect(versions('@apollo/server').every((version) => atLeast(version, '5.5.0'))).toBe(true);
    expect(versions('typeorm').every((version) => atLeast(version, '1.1.0'))).toBe(true);
  });

  test('the lockfile names no host', () => {
    expect(
      Object.values(lock.packages).flatMap(({ resolved }) => (resolved?.startsWith('http') ? [resolved] : [])),
    ).toEqual([]);
  });
});
