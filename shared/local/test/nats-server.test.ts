import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findNatsServer, type RunningNats, startNats } from '@rapport/local';
import { connect, type NatsConnection } from 'nats';

const cacheDir = fileURLToPath(new URL('../../../.rapport/bin', import.meta.url));
const text = new TextEncoder();
const lines: string[] = [];
const log = (line: string): void => void lines.push(line);
const connections: NatsConnection[] = [];
let storeDir: string;
let nats: RunningNats;

async function as(user: string, pass = `${user}-password`): Promise<NatsConnection> {
  const connection = await connect({ servers: nats.url, user, pass, timeout: 5_000, reconnect: false });
  connections.push(connection);
  return connection;
}

/** What the server says of the next thing that this connection may not do. */
async function refusalOf(connection: NatsConnection, act: () => void): Promise<string> {
  const statuses = connection.status()[Symbol.asyncIterator]();
  const next = statuses.next();
  act();
  await connection.flush().catch(() => undefined);
  const { value } = await next;
  return JSON.stringify(value);
}

beforeAll(async () => {
  storeDir = await mkdtemp(join(tmpdir(), 'rapport-nats-test-'));
  const { path } = await findNatsServer({ cacheDir, log });
  nats = await startNats({
    binary: path,
    storeDir,
    syncAlways: false,
    log,
    users: [
      { user: 'admin', password: 'admin-password' },
      { user: 'profile', password: 'profile-password', publish: ['rapport.profile.>'], subscribe: ['_INBOX.>'] },
      {
        user: 'consent',
        password: 'consent-password',
        publish: [],
        subscribe: ['ask.consent.*'],
        allowResponses: true,
      },
    ],
  });
});

afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await nats.stop();
  await rm(storeDir, { recursive: true, force: true });
});

describe('nats-server on this machine', () => {
  test('refuses who has no password, or the wrong one', async () => {
    await expect(connect({ servers: nats.url, timeout: 5_000 })).rejects.toThrow('Authorization Violation');
    await expect(as('profile', 'admin-password')).rejects.toThrow('Authorization Violation');
  });

  test('lets a process publish and listen only where it may', async () => {
    const admin = await as('admin');
    const heard = admin.subscribe('rapport.profile.>', { max: 1 });
    await admin.flush();
    const profile = await as('profile');
    profile.publish('rapport.profile.customer.changed.cus_1', text.encode('1'));
    for await (const message of heard) expect(message.subject).toBe('rapport.profile.customer.changed.cus_1');
    const publish = await refusalOf(profile, () => profile.publish('rapport.consent.consent.changed.cus_1'));
    expect(publish).toContain('PERMISSIONS_VIOLATION');
    const other = await as('profile');
    const refusal = new Promise((resolve) => other.subscribe('rapport.consent.>', { callback: resolve }));
    expect(await refusal).toMatchObject({ code: 'PERMISSIONS_VIOLATION' });
  });

  test('lets a process with no subject of its own answer a question, and nothing else', async () => {
    const consent = await as('consent');
    consent.subscribe('ask.consent.may', { callback: (_error, question) => void question.respond(text.encode('yes')) });
    await consent.flush();
    const admin = await as('admin');
    expect((await admin.request('ask.consent.may', text.encode('?'), { timeout: 2_000 })).string()).toBe('yes');
    expect(await refusalOf(consent, () => consent.publish('anything'))).toContain('PERMISSIONS_VIOLATION');
  });

  test('keeps what it acknowledged when it is killed, and what it was told about users to itself', async () => {
    const admin = await as('admin');
    const manager = await admin.jetstreamManager();
    await manager.streams.add({ name: 'CONSENT', subjects: ['rapport.consent.>'] });
    for (let at = 0; at < 50; at += 1) await admin.jetstream().publish(`rapport.consent.consent.changed.cus_${at}`);
    await nats.keeper.kill();
    await nats.keeper.start();
    const again = await as('admin');
    const info = await (await again.jetstreamManager()).streams.info('CONSENT');
    expect(info.state.messages).toBe(50);
    expect(again.info?.max_payload).toBe(1024 * 1024);
    expect((await stat(join(storeDir, 'nats-server.conf'))).mode & 0o777).toBe(0o600);
  });

  test('says when it may lose what a power cut takes', () => {
    expect(lines).toContainEqual(expect.stringContaining('sync is relaxed here'));
  });
});
