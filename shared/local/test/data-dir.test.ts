import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DataLayout, dataLayout, loadSecrets, lockDataDir, removeData } from '@rapport/local';

let layout: DataLayout;

beforeEach(async () => {
  layout = dataLayout(await mkdtemp(join(tmpdir(), 'rapport-data-')));
});
afterEach(() => rm(layout.root, { recursive: true, force: true }));

describe('the folder of an installation', () => {
  test('belongs to one process at a time', async () => {
    const lock = await lockDataDir(layout);
    await expect(lockDataDir(layout)).rejects.toMatchObject({
      code: 'DATA_IN_USE',
      message: `Rapport is running from ${layout.root} already (process ${process.pid})`,
    });
    await lock.release();
    await (await lockDataDir(layout)).release();
    expect(await readdir(layout.root)).toEqual([]);
  });

  test('goes to one of many who ask at once', async () => {
    await writeFile(layout.lockFile, JSON.stringify({ pid: 999_999_999, startedAt: '1' }));
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(layout)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is free again when its holder died, even if another program has that number now', async () => {
    const another = { pid: process.ppid, startedAt: 'not when that program started' };
    const dead = { pid: 999_999_999, startedAt: '1' };
    for (const text of [JSON.stringify(another), JSON.stringify(dead), 'half a li']) {
      await writeFile(layout.lockFile, text);
      const lock = await lockDataDir(layout);
      expect(JSON.parse(await readFile(layout.lockFile, 'utf8'))).toMatchObject({ pid: process.pid });
      await lock.release();
    }
  });

  test('begins anew without its data, but with the programs that were fetched', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'rapport-postgres-'));
    await mkdir(layout.bin);
    await mkdir(layout.postgres);
    await writeFile(join(layout.postgres, 'location'), `${elsewhere}\n`);
    await loadSecrets(layout.root);
    const lock = await lockDataDir(layout);
    await removeData(layout);
    expect((await readdir(layout.root)).sort()).toEqual(['bin', 'lock.json']);
    await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
    await lock.release();
  });

  test('never has a folder removed elsewhere that is not ours', async () => {
    const precious = await mkdtemp(join(tmpdir(), 'precious-'));
    await mkdir(layout.postgres);
    await writeFile(join(layout.postgres, 'location'), precious);
    await removeData(layout);
    expect((await stat(precious)).isDirectory()).toBe(true);
    await rm(precious, { recursive: true });
  });
});

describe('the secrets of an installation', () => {
  const file = (): string => join(layout.root, 'secrets.json');

  test('are made once, for us alone', async () => {
    const made = await loadSecrets(layout.root);
    expect(await loadSecrets(layout.root)).toEqual(made);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(Buffer.from(made.statementKeys.consent, 'base64url')).toHaveLength(32);
    expect(made.issuerKey).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', d: expect.any(String) });
    const passwords = [...Object.values(made.databasePasswords), ...Object.values(made.natsPasswords)];
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  test('gain what a newer version needs, and keep the rest', async () => {
    const made = await loadSecrets(layout.root);
    const { twilioAuthToken: _dropped, ...older } = made;
    const { gateway: _missing, ...natsPasswords } = made.natsPasswords;
    await writeFile(file(), JSON.stringify({ ...older, natsPasswords }));
    const loaded = await loadSecrets(layout.root);
    expect(loaded.natsPasswords).toMatchObject(natsPasswords);
    expect(loaded.natsPasswords.gateway).not.toBe(made.natsPasswords.gateway);
    expect(loaded.ingestKey).toBe(made.ingestKey);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(loaded);
  });

  test('are never silently replaced when they cannot be understood', async () => {
    const made = await loadSecrets(layout.root);
    const broken = ['', '[]', '{"ingestKey": "short"}', JSON.stringify({ ...made, issuerKey: { kty: 'EC' } })];
    for (const text of broken) {
      await writeFile(file(), text);
      const remedy = 'npm start -- --fresh';
      await expect(loadSecrets(layout.root)).rejects.toMatchObject({ code: 'DATA_DAMAGED', remedy });
      expect(await readFile(file(), 'utf8')).toBe(text);
    }
  });
});
