// Follows k8s/Dockerfile in a folder: the same files let through, the same commands, the same start. No Docker needed.
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** One line of a Dockerfile, continuations joined. */
export type Instruction = { readonly word: string; readonly rest: string };

/** What a built image would be. */
export type Image = {
  /** Where its file system is. */
  readonly folder: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
};

/** Runs a command of the image in a folder. */
export type RunCommand = (command: string, folder: string) => Promise<void>;

export const parseDockerfile = (text: string): Instruction[] =>
  text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
      return { word: word.toUpperCase(), rest };
    });

const patternOf = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replaceAll(/[.+^${}()|[\]\\?]/g, String.raw`\$&`)
      .replaceAll('**/', '\u0000')
      .replaceAll('*', '[^/]*')
      .replaceAll('\u0000', '(?:.*/)?')}$`,
  );

/** Whether a .dockerignore lets a path in: the last line that takes it, or a folder above it, decides. */
export const letsIn = (ignore: string): ((path: string) => boolean) => {
  const rules = ignore
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ lets: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => {
    const parts = path.split('/');
    const above = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
    return rules.reduce((lets, rule) => (above.some((one) => rule.pattern.test(one)) ? rule.lets : lets), true);
  };
};

const filesBelow = async (root: string, path: string): Promise<string[]> => {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!entries) return [path];
  const inner = entries.filter(({ name }) => name !== 'node_modules' && name !== '.git');
  return (await Promise.all(inner.map(({ name }) => filesBelow(root, join(path, name))))).flat();
};

/** Copies what the context lets in. @throws when nothing of it comes in: Docker stops there, too */
const copyFromContext = async (root: string, source: string, target: string, lets: (path: string) => boolean) => {
  const files = (await filesBelow(root, source)).filter(lets);
  if (files.length === 0) throw new Error(`COPY ${source}: .dockerignore lets nothing of it in`);
  for (const file of files) {
    const to = file === source ? target : join(target, relative(source, file));
    await mkdir(dirname(to), { recursive: true });
    await cp(join(root, file), to);
  }
};

type Stage = { name: string; folder: string; workdir: string };

/** Where COPY puts one of its sources: into a folder that ends with a slash, or under the name that is given. */
const targetOf = (stage: Stage, target: string, source: string, isFile: boolean): string => {
  const base = join(stage.folder, target.startsWith('/') ? target : join(stage.workdir, target));
  return isFile && (target.endsWith('/') || target === '.') ? join(base, source.split('/').at(-1)!) : base;
};

/** Builds the image of `root` into `folder`, each stage in a folder of its own. @throws for what Docker would refuse */
export const buildImage = async (root: string, folder: string, run: RunCommand): Promise<Image> => {
  const instructions = parseDockerfile(await readFile(join(root, 'k8s/Dockerfile'), 'utf8'));
  const lets = letsIn(await readFile(join(root, 'k8s/Dockerfile.dockerignore'), 'utf8'));
  const stages: Stage[] = [];
  const image = { environment: {} as Record<string, string>, user: 'root', entrypoint: [] as string[] };
  for (const { word, rest } of instructions) {
    const stage = stages.at(-1);
    if (word === 'FROM') {
      const name = / AS (\S+)$/.exec(rest)?.[1] ?? String(stages.length);
      stages.push({ name, folder: join(folder, name), workdir: '/' });
    } else if (!stage) {
      throw new Error(`${word} before FROM`);
    } else if (word === 'WORKDIR') {
      stage.workdir = rest;
      await mkdir(join(stage.folder, rest), { recursive: true });
    } else if (word === 'COPY') {
      const words = rest.split(/\s+/);
      const from = words[0]!.startsWith('--from=') ? words.shift()!.slice('--from='.length) : null;
      const target = words.pop()!;
      for (const source of words) {
        const origin = from === null ? null : stages.find(({ name }) => name === from)!;
        if (origin) {
          const to = targetOf(stage, target, source, false);
          await cp(join(origin.folder, source), to, { recursive: true, verbatimSymlinks: true });
        } else {
          const isFile = (await filesBelow(root, source))[0] === source;
          await copyFromContext(root, source, targetOf(stage, target, source, isFile), lets);
        }
      }
    } else if (word === 'RUN') await run(rest, join(stage.folder, stage.workdir));
    else if (word === 'ENV') image.environment[rest.split('=')[0]!] = rest.split('=').slice(1).join('=');
    else if (word === 'USER') image.user = rest;
    else if (word === 'ENTRYPOINT') image.entrypoint = JSON.parse(rest) as string[];
    else if (word !== 'EXPOSE') throw new Error(`${word} is not understood here`);
  }
  const last = stages.at(-1)!;
  return { ...image, folder: last.folder, workdir: last.workdir };
};
