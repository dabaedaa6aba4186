import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findNatsServer, remedyFor } from '@rapport/local';
import { findDebianMirrors } from '../src/debian-sources.ts';

let folder: string;
let lines: string[];
const log = (line: string): void => void lines.push(line);

/** A program that only says which version it is. */
async function put(path: string, version: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho "nats-server: v${version}"\n`, { mode: 0o755 });
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-find-nats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('nats-server is found', () => {
  const empty = '/nonexistent';

  test('by the setting first, then on PATH, then among what was fetched before', async () => {
    lines = [];
    const setting = await put('own/my-nats', '2.10.0');
    const onPath = await put('path/nats-server', '2.12.3');
    const cached = await put('cache/nats-server', '2.15.1');
    const where = { cacheDir: join(folder, 'cache'), fetch: false, log };
    const searchPath = join(folder, 'path');
    expect(await findNatsServer({ ...where, setting, searchPath })).toEqual({ path: setting, version: '2.10.0' });
    expect(await findNatsServer({ ...where, searchPath })).toEqual({ path: onPath, version: '2.12.3' });
    expect(await findNatsServer({ ...where, searchPath: empty })).toEqual({ path: cached, version: '2.15.1' });
  });

  test('never in an older version than 2.10, which counts as absent', async () => {
    lines = [];
    const setting = await put('old/nats-server', '2.9.10');
    const search = findNatsServer({ cacheDir: join(folder, 'none'), setting, searchPath: empty, fetch: false, log });
    await expect(search).rejects.toMatchObject({
      code: 'NOT_INSTALLED',
      message: 'nats-server 2.10 or newer was not found',
      remedy: remedyFor(process.platform),
    });
    expect(lines).toEqual([`nats-server 2.9.10 (${setting}) is too old: 2.10 or newer is needed`]);
  });

  test('or the remedy for the system is told in one line', () => {
    expect(remedyFor('darwin')).toMatch(/^brew install nats-server; or: docker run [^\n]+$/);
    expect(remedyFor('linux')).toMatch(/^put nats-server from [^\n]+ on PATH[^\n]+docker run [^\n]+$/);
  });
});

test('the mirrors of a Debian machine are read from either form of its sources', async () => {
  const apt = join(folder, 'apt');
  await mkdir(join(apt, 'sources.list.d'), { recursive: true });
  await writeFile(
    join(apt, 'sources.list'),
    [
      '# deb http://off.example/debian bookworm main',
      'deb [arch=amd64 signed-by=/usr/share/keyrings/own.gpg] http://one.example/debian bookworm main contrib',
      'deb http://one.example/security bookworm-security main',
      'deb http://tools.example/apt bookworm tools',
    ].join('\n'),
  );
  await writeFile(
    join(apt, 'sources.list.d', 'debian.sources'),
    [
      'Types: deb deb-src',
      'URIs: http://two.example/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main',
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
      '',
      'Types: deb',
      'URIs: http://three.example/debian',
      'Suites: bookworm',
      'Components: main',
      'Enabled: no',
    ].join('\n'),
  );
  expect(await findDebianMirrors(apt, 'bookworm')).toEqual([
    { uri: 'http://one.example/debian', signedBy: '/usr/share/keyrings/own.gpg' },
    { uri: 'http://two.example/debian', signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg' },
  ]);
});
