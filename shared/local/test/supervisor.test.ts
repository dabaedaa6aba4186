import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findFreePort, pollUntil, type ServiceSpec, Supervisor } from '@rapport/local';
import { findProcess } from '../src/process-identity.ts';

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
let logDir: string;
let supervisor: Supervisor;
let lines: string[];

beforeEach(async () => {
  logDir = await mkdtemp(join(tmpdir(), 'rapport-supervisor-'));
  lines = [];
  const log = (line: string): void => void lines.push(line);
  supervisor = new Supervisor({ logDir, cwd: fixtures, firstBackOffMs: 20, stopWithinMs: 500, log });
});

afterEach(async () => {
  await supervisor.stop();
  await rm(logDir, { recursive: true, force: true });
});

async function tiny(name: string, manner = 'well-behaved'): Promise<ServiceSpec> {
  const port = await findFreePort();
  return {
    name,
    entry: join(fixtures, 'tiny-service.ts'),
    args: [String(port), manner],
    env: {},
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    readyWithinMs: 10_000,
  };
}

async function ask(service: ServiceSpec): Promise<number | null> {
  return fetch(service.readyUrl).then(
    async (response) => Number(await response.text()),
    () => null,
  );
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  return pollUntil(async () => (await findProcess(pid)) === null, { withinMs, everyMs: 20 });
}

describe('a supervisor', () => {
  test('starts a service again that was killed from outside', async () => {
    const profile = await tiny('profile');
    await supervisor.run([profile]);
    const before = await ask(profile);
    process.kill(Number(before), 'SIGKILL');
    const isBack = await pollUntil(async () => ![null, before].includes(await ask(profile)), {
      withinMs: 10_000,
      everyMs: 20,
    });
    expect(isBack).toBe(true);
    await supervisor.start('profile');
    expect(supervisor.status()).toMatchObject([{ name: 'profile', phase: 'ready', restarts: 1 }]);
    expect(lines).toEqual(['profile ended (signal SIGKILL); starting it again in 20 ms']);
  });

  test('leaves a service down that it killed, until it is started', async () => {
    const consent = await tiny('consent');
    await supervisor.run([consent]);
    await supervisor.kill('consent');
    expect(supervisor.status()).toMatchObject([{ phase: 'stopped', pid: null }]);
    expect(await ask(consent)).toBeNull();
    await supervisor.start('consent');
    expect(await ask(consent)).toBe(supervisor.status()[0]?.pid);
  });

  test('gives up on a service that ends five times before it was ready, and shows the end of its log', async () => {
    const failure = await supervisor.run([await tiny('behavior', 'crash')]).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'NOT_READY',
      message: 'behavior could not be started: exit code 1: the setting DATABASE_URL is missing',
      details: ['the setting DATABASE_URL is missing'],
    });
    const waits = lines.map((line) => Number(/in (\d+) ms/.exec(line)?.[1]));
    expect(waits).toEqual([20, 40, 80, 160]);
  });

  test('does not take a stranger on the port for the service', async () => {
    const gateway = await tiny('gateway');
    await supervisor.run([gateway]);
    const other = new Supervisor({ logDir, cwd: fixtures, stopWithinMs: 200, log: () => undefined });
    await expect(other.run([{ ...gateway, name: 'other' }])).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });

  test('stops services in good order, and kills what does not listen', async () => {
    const services = [await tiny('profile'), await tiny('consent', 'deaf')];
    await supervisor.run(services);
    const pids = supervisor.status().map(({ pid }) => Number(pid));
    const before = performance.now();
    await supervisor.stop();
    expect(performance.now() - before).toBeLessThan(3_000);
    for (const pid of pids) expect(await findProcess(pid)).toBeNull();
    expect(await readFile(join(logDir, 'profile.log'), 'utf8')).toBe('SIGTERM\n');
  });
});

describe('services whose supervisor ends', () => {
  async function startApart(count: number): Promise<{ pids: number[]; pid: number; exited: Promise<unknown> }> {
    const ports = await Promise.all(Array.from({ length: count }, () => findFreePort()));
    const child = spawn(process.execPath, [join(fixtures, 'tiny-supervisor.ts'), logDir, ...ports.map(String)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    const output = createInterface({ input: child.stdout });
    const [pids] = await once(output, 'line');
    return { pids: JSON.parse(String(pids)), pid: child.pid ?? 0, exited };
  }

  test('end with it when it is killed, also the one that is deaf and the one that stands still', async () => {
    const { pids, pid } = await startApart(3);
    expect(pids).toHaveLength(3);
    process.kill(pid, 'SIGKILL');
    const gone = await Promise.all(pids.map((service) => isGone(service, 8_000)));
    expect(gone).toEqual([true, true, true]);
  }, 15_000);

  test('are stopped by it when it is asked to end', async () => {
    const { pids, pid, exited } = await startApart(1);
    process.kill(pid, 'SIGTERM');
    expect(await exited).toEqual([0, null]);
    for (const service of pids) expect(await findProcess(service)).toBeNull();
  }, 15_000);
});
