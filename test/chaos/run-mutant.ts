import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, isBad } from './finding.ts';
import { type MutantName, mutantOf } from './mutants.ts';
import type { Options } from './options.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['shared', 'services', 'gateway', 'test', 'package.json', 'tsconfig.base.json'];
const OURS = '@rapport';

/** The packages of others are the same; ours have to lead into the copy. */
const linkPackages = async (copy: string): Promise<void> => {
  const packages = join(REPOSITORY, 'node_modules');
  await mkdir(join(copy, 'node_modules'));
  for (const name of await readdir(packages)) {
    const from = join(packages, name);
    // Links into the workspaces are relative, so they lead into the copy when they are copied as they are.
    if (name === OURS) await cp(from, join(copy, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
    else await symlink(from, join(copy, 'node_modules', name));
  }
};

const copyRepository = async (copy: string): Promise<void> => {
  for (const name of COPIED) {
    await cp(join(REPOSITORY, name), join(copy, name), {
      recursive: true,
      filter: (path) => !path.endsWith('/node_modules') && !path.endsWith('/.turbo'),
    });
  }
  await linkPackages(copy);
  await mkdir(join(copy, '.rapport'));
  await symlink(join(REPOSITORY, '.rapport', 'bin'), join(copy, '.rapport', 'bin'));
};

/** @throws Error when a patch does not fit any more, so that a mutant never silently is the original */
const applyMutant = async (copy: string, mutant: MutantName): Promise<void> => {
  const { file, from, to } = mutantOf(mutant);
  const text = await readFile(join(copy, file), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`mutant ${mutant}: ${file} must have exactly once: ${from}`);
  await writeFile(join(copy, file), text.split(from).join(to));
};

/**
 * Runs the same load and faults on a copy of the repository in which one guard is missing.
 * @returns 0 when what has to notice did; 1 when it did not
 */
export const runMutant = async (options: Options, log: (line: string) => void): Promise<number> => {
  const { mutant, short, seconds, rate, kills, seed } = options;
  const copy = await mkdtemp(join(tmpdir(), 'rapport-mutant-'));
  try {
    await copyRepository(copy);
    await applyMutant(copy, mutant!);
    log(`mutant ${mutant}: the same on a copy without this guard`);
    const flags = Object.entries({ seconds, rate, kills, seed }).map(([name, value]) => `--${name}=${value}`);
    if (short) flags.push('--short');
    const entry = join(copy, 'test', 'chaos', 'main.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...flags], {
      cwd: copy,
      stdio: 'inherit',
    });
    // What is told to end is this process: the copy goes with it, and what runs there.
    const end = () => void child.kill('SIGTERM');
    process.once('SIGTERM', end).once('SIGINT', end);
    const [code] = (await once(child, 'exit')) as [number | null];
    const report = await readFile(join(copy, '.rapport', 'chaos.json'), 'utf8').catch(() => null);
    if (report === null) throw new Error(`mutant ${mutant}: the run ended (${code}) without a report`);
    const { findings } = JSON.parse(report) as { findings: Finding[] };
    const { noticedBy } = mutantOf(mutant!);
    const bad = findings.filter(isBad).map(({ what }) => what);
    const isNoticed = bad.some((what) => what.startsWith(noticedBy));
    log(
      `mutant ${mutant}: ${isNoticed ? 'noticed, as it must be' : `NOT noticed by "${noticedBy}"`}: ${bad.join('; ')}`,
    );
    return isNoticed ? 0 : 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
};
