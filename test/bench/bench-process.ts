import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A process under measurement, pinned to one core where the system can. */
export type BenchProcess = {
  readonly pid: number;
  /** What it printed first: where it listens. */
  readonly said: unknown;
  /** CPU time spent so far, user and system, ms. */
  cpuMs(): number;
  /** Resident memory, bytes. */
  memoryBytes(): number;
  stop(): Promise<void>;
};

const CAN_PIN = spawnSync('taskset', ['-V']).status === 0;
const TICK_MS = 10;
const PAGE_BYTES = 4_096;
const START_MS_MAX = 30_000;

const statOf = (pid: number): string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold spaces.
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** A port that nobody uses just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const untilReady = async (url: string): Promise<{ url: string }> => {
  const deadline = performance.now() + START_MS_MAX;
  while (performance.now() < deadline) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return { url };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not become ready`);
};

const firstLineOf = (stdout: Readable, ended: Promise<void>, file: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${file} did not start`)), START_MS_MAX);
    createInterface(stdout).on('line', (line) => {
      if (!/^[[{]/.test(line)) return;
      clearTimeout(timer);
      resolve(JSON.parse(line));
    });
    void ended.then(() => reject(new Error(`${file} ended before it was ready`)));
  });

/** Starts `node FILE ARGS…` on one core and waits until `readyUrl` is, or else for the line of JSON that it prints. */
export const startBenchProcess = async (
  core: number,
  file: string,
  {
    args = [],
    environment = {},
    readyUrl,
  }: { args?: readonly string[]; environment?: Readonly<Record<string, string>>; readyUrl?: string } = {},
): Promise<BenchProcess> => {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', file, ...args];
  const [program, ...rest] = CAN_PIN ? ['taskset', '-c', String(core), ...command] : command;
  const child = spawn(program!, rest, {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await (readyUrl ? untilReady(readyUrl) : firstLineOf(child.stdout, ended, file));
  const pid = child.pid!;
  return {
    pid,
    said,
    cpuMs: () => (Number(statOf(pid)[11]) + Number(statOf(pid)[12])) * TICK_MS,
    memoryBytes: () => Number(statOf(pid)[21]) * PAGE_BYTES,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
      child.kill('SIGKILL');
    },
  };
};
