// What an operator has, against a whole house: dead letters replayed, states said again, and the doctor.
import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { customerUpdated, type IngestMessage, makeId } from '@rapport/contracts';
import { connectNats, createLog, sealIngest } from '@rapport/platform';
import { customerOf, eventually, PROCESSES, type TestHouse, testHouse } from '@rapport/testkit';
import { type LocalConfig, readLocalConfig } from '../src/config.ts';
import { asAdmin } from '../src/databases.ts';
import { examineHouse } from '../src/doctor/examine-house.ts';
import { findHouse, type HouseFile } from '../src/house-file.ts';
import { restateService } from '../src/restate/restate-service.ts';
import type { ServiceName } from '../src/service-names.ts';

const NOW = '2026-03-02T11:00:00.000Z';
const MAIN = fileURLToPath(new URL('../src/doctor/main.ts', import.meta.url));
const quiet = createLog('test', 'silent');
let house: TestHouse;
let config: LocalConfig;
let file: HouseFile;

beforeAll(async () => {
  house = await testHouse({ now: NOW, apart: PROCESSES });
  config = readLocalConfig({ RAPPORT_DIR: house.dataDir });
  file = (await findHouse(config))!;
}, 60_000);
afterAll(() => house.stop(), 30_000);

const sql = async <Row extends object>(service: ServiceName, text: string, values: unknown[] = []): Promise<Row[]> =>
  asAdmin(house.rapport.places.databaseUrls[service], async (client) => (await client.query<Row>(text, values)).rows);

const identify = (userId: string) => ({
  type: 'identify',
  userId,
  messageId: `identify-${userId}`,
  timestamp: NOW,
  traits: { firstName: 'Ada', email: `${userId}@example.com`, locale: 'de-DE', timezone: 'Europe/Berlin' },
});

const freshId = (prefix: 'cus' | 'evt' | 'ddl') =>
  makeId(prefix, house.rapport.now(), crypto.getRandomValues(new Uint8Array(10)));

const giveUp = async (service: ServiceName, stream: string, payload: string): Promise<string> => {
  const id = freshId('ddl');
  await sql(
    service,
    `INSERT INTO dead_letter (id, stream, subject, payload, cause, attempts, dead_at)
     VALUES ($1, $2, 'rapport.test', $3, 'Error: it was broken', 8, $4)`,
    [id, stream, payload, house.rapport.now()],
  );
  return id;
};

type Replay = { replayed: boolean; userErrors: { code: string; message: string }[] };
const replay = async (service: ServiceName, id: string, role: 'operator' | 'agent' = 'operator') => {
  const { data, errors } = await house.ask<Record<string, Replay> | null>(
    { role },
    `mutation ($id: ID!) { answer: ${service}ReplayDeadLetter(input: {id: $id}) {
       replayed userErrors { code message } } }`,
    { id },
  );
  return { answer: data?.['answer'], codes: errors.map(({ extensions }) => extensions['code']) };
};

describe('a dead letter, through the front door', () => {
  const stateOf = (about: string) => ({
    specversion: '1.0',
    id: freshId('evt'),
    source: '/rapport/profile',
    type: customerUpdated.type,
    subject: about,
    time: NOW,
    recordedtime: NOW,
    sequence: '1',
    correlationid: 'test',
    dataclassification: 'PSEUDONYM',
    datacontenttype: 'application/json',
    data: { ...customerUpdated.example, contactPoints: [] },
  });

  test('fails again while its table is away, is applied once that is back, and says when', async () => {
    const about = freshId('cus');
    const id = await giveUp('consent', 'PROFILE', JSON.stringify(stateOf(about)));
    await sql('consent', 'ALTER TABLE customer_copy RENAME TO hidden');
    const failing = await replay('consent', id).finally(() =>
      sql('consent', 'ALTER TABLE hidden RENAME TO customer_copy'),
    );
    expect(failing.answer).toMatchObject({ replayed: false, userErrors: [{ code: 'STILL_FAILING' }] });
    for (let time = 0; time < 2; time += 1) {
      expect((await replay('consent', id)).answer).toEqual({ replayed: true, userErrors: [] });
    }
    // Removed as well: profile knows nothing of this customer and will not say it again.
    expect(await sql('consent', 'DELETE FROM customer_copy WHERE customer_id = $1 RETURNING 1', [about])).toHaveLength(
      1,
    );
    const { data } = await house.ask<{ consentDeadLetters: { edges: { node: object }[] } }>(
      { role: 'operator' },
      '{ consentDeadLetters { edges { node { id cause attempts replayedAt } } } }',
    );
    expect(data.consentDeadLetters.edges[0]!.node).toMatchObject({
      id,
      cause: expect.stringContaining('42P01'),
      attempts: 9,
      replayedAt: expect.stringMatching(/^2026-03-02T/),
    });
  });

  test('a raw call that profile gave up makes its customer after all', async () => {
    const userId = `late-${crypto.randomUUID()}`;
    const message: IngestMessage = {
      source: 'demo',
      receivedAt: NOW,
      calls: [
        {
          type: 'identify',
          messageId: userId,
          identifiers: [{ type: 'USER_ID', value: userId }],
          timestamp: NOW,
          traits: { firstName: 'Ada' },
        },
      ],
    };
    const key = new Uint8Array(Buffer.from(house.rapport.secrets.ingestKey, 'base64url'));
    const id = await giveUp('profile', 'INGEST', Buffer.from(sealIngest(key, message)).toString('base64'));
    expect((await replay('profile', id)).answer).toEqual({ replayed: true, userErrors: [] });
    expect(await customerOf(house, userId)).toMatch(/^cus_/);
  });

  test.each(['profile', 'behavior', 'decisioning', 'consent', 'messaging', 'experimentation', 'partners'] as const)(
    'of %s that cannot be read is refused with the reason, and to an agent altogether',
    async (service) => {
      const id = await giveUp(service, 'PROFILE', '{"specversion":');
      expect((await replay(service, id)).answer?.userErrors[0]?.code).toBe('NOT_REPLAYABLE');
      expect((await replay(service, 'ddl_none')).answer?.userErrors[0]?.code).toBe('NOT_FOUND');
      expect((await replay(service, id, 'agent')).codes).toContain('FORBIDDEN');
      await sql(service, 'DELETE FROM dead_letter WHERE id = $1', [id]);
    },
  );
});

describe('a restatement of profile', () => {
  const rowsOf = (service: ServiceName, table: string) =>
    sql(service, `SELECT * FROM ${table} ORDER BY 1, 2`).then((rows) => JSON.stringify(rows));

  test('fills an empty projection as it was, and leaves full ones as they are', async () => {
    const users = Array.from({ length: 12 }, (_, at) => `restated-${at}`);
    await house.send(users.map(identify));
    for (const user of users) await customerOf(house, user);
    await eventually(async () =>
      expect((await sql('consent', 'SELECT FROM owned_contact_point')).length).toBeGreaterThanOrEqual(12),
    );
    const projections = [
      ['consent', 'customer_copy'],
      ['consent', 'owned_contact_point'],
      ['messaging', 'customer_copy'],
      ['decisioning', 'customer_copy'],
    ] as const;
    const all = () => Promise.all(projections.map(([service, table]) => rowsOf(service, table)));
    const before = await eventually(async () => {
      const found = await all();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await all()).toEqual(found);
      return found;
    });
    await sql('consent', 'DELETE FROM owned_contact_point');
    await sql('consent', 'DELETE FROM customer_copy');
    const lines: string[] = [];
    const request = {
      service: 'profile',
      fromOutbox: false,
      anew: false,
      statesPerSecond: 1_000,
      pageSize: 5,
    } as const;
    await restateService(file, request, (line) => lines.push(line));
    expect(lines.at(-1)).toMatch(/^profile: \d+ states of \d+ aggregates were said again$/);
    await eventually(async () => expect(await all()).toEqual(before), { timeoutMs: 10_000 });
  });
});

describe('the doctor', () => {
  /** A throw-away PostgreSQL gives up its safety for speed, and the doctor says so. */
  const THROW_AWAY = ['PostgreSQL fsync', 'PostgreSQL full_page_writes', 'PostgreSQL synchronous_commit'];

  const run = (dataDir: string, ...args: string[]) =>
    new Promise<{ code: number; stdout: string }>((resolve) => {
      execFile(process.execPath, [MAIN, ...args], { env: { RAPPORT_DIR: dataDir }, timeout: 20_000 }, (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), stdout }),
      );
    });
  const wrongs = async () =>
    (await examineHouse(config)).filter(({ verdict, check }) => verdict === 'WRONG' && !THROW_AWAY.includes(check));

  test('finds nothing wrong with a house that is well', async () => {
    await eventually(async () => expect(await wrongs()).toEqual([]), { timeoutMs: 10_000 });
  });

  test('says clearly that nothing is running', async () => {
    const { code, stdout } = await run(join(house.dataDir, 'nowhere'));
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('nothing runs from') });
    expect(stdout).toContain('npm start');
  });

  test('finds each of ten defects, names its remedy, and ends with code 1', async () => {
    const nats = await connectNats(file.natsAdminUrl, 'test', quiet);
    const jsm = await nats.jetstreamManager();
    await house.rapport.supervisor.kill('experimentation');
    const twoHoursAgo = new Date(house.rapport.now().getTime() - 7_200_000);
    const [last] = await sql<{ part: string }>(
      'consent',
      `SELECT relname AS part FROM pg_class JOIN pg_inherits ON inhrelid = oid
       WHERE inhparent = 'outbox'::regclass AND relname <> 'outbox_default' ORDER BY relname DESC LIMIT 1`,
    );
    await sql('consent', `DROP TABLE ${last!.part}`);
    await sql(
      'experimentation',
      `INSERT INTO outbox (id, recorded_at, aggregate_id, sequence, subject, envelope)
       VALUES ('evt_stale', $1, 'cus_1', 1, 'rapport.experimentation.x.y.cus_1', '{}')`,
      [twoHoursAgo],
    );
    await sql('decisioning', `INSERT INTO inbox (consumer, event_id, event_time) VALUES ('x', 'evt_x', '1999-01-01')`);
    await sql('behavior', `DELETE FROM migration WHERE name LIKE 'OperatorTools%'`);
    await giveUp('messaging', 'PROFILE', '{}');
    await chmod(join(house.dataDir, 'secrets.json'), 0o644);
    await jsm.consumers.delete('DECISIONING', 'messaging');
    await jsm.streams.update('CONSENT', { max_age: 1_000_000_000_000 });
    await jsm.streams.delete('EXPERIMENTATION');
    await jsm.streams.add({ name: 'STRANGER', subjects: ['stranger.>'] });
    await nats.close();

    const { code, stdout } = await run(house.dataDir, '--json');
    const { findings } = JSON.parse(stdout) as { findings: Awaited<ReturnType<typeof examineHouse>> };
    const found = findings.filter(({ verdict, check }) => verdict !== 'OK' && !THROW_AWAY.includes(check));
    const byCheck = new Map(found.map((finding) => [finding.check, finding]));
    expect(code).toBe(1);
    expect(byCheck.get('consent: partitions')?.found).toMatch(/^outbox has none from 2026-/);
    expect(byCheck.get('durable messaging of DECISIONING')?.found).toContain('missing');
    expect(byCheck.get('experimentation')?.found).toContain('does not answer');
    expect(byCheck.get('experimentation: outbox')?.found).toMatch(/^1 waiting, the oldest for 7\d\d\d s$/);
    expect(byCheck.get('mode of secrets.json')).toMatchObject({
      verdict: 'WRONG',
      remedy: `chmod 600 ${join(house.dataDir, 'secrets.json')}`,
    });
    expect(byCheck.get('decisioning: partitions')?.found).toBe('1 rows stand in inbox_default');
    expect(byCheck.get('behavior: migrations')?.found).toContain('pending: OperatorTools');
    expect(byCheck.get('messaging: dead letters')?.found).toContain('Error: it was broken');
    expect(byCheck.get('stream CONSENT')?.found).toContain('max_age');
    expect(byCheck.get('stream EXPERIMENTATION')?.found).toBe('missing');
    expect(byCheck.get('stream STRANGER')?.verdict).toBe('NOTE');
    expect(found.filter(({ verdict }) => verdict === 'WRONG').every(({ remedy }) => remedy)).toBe(true);
    expect(found.filter(({ verdict }) => verdict === 'WRONG')).toHaveLength(10);
    const table = await run(house.dataDir);
    expect(table.stdout).toMatch(/WRONG {2}mode of secrets\.json/);
  });
});
