// Outbox, relay, inbox and dead letters together, on real PostgreSQL and NATS: nothing committed is lost, nothing is
// applied twice, and one bad event hurts only itself.
import {
  customerConsentChanged,
  customerUpdated,
  type DomainEvent,
  makeId,
  optoutReceived,
  reaction,
  readEnvelope,
  type Transact,
} from '@rapport/contracts';
import { eventually, type TestDatabase, type TestNats, testDatabase, testNats } from '@rapport/testkit';
import {
  connectNats,
  createLog,
  createMetrics,
  createTransact,
  type Database,
  followAliases,
  migrate,
  type Nats,
  openDatabase,
  platformMigrations,
  provision,
  relayOnce,
  sql,
  startConsumers,
  startRelay,
  systemClock,
} from '../index.ts';

const log = createLog('test', 'silent');
const clock = systemClock();
const storage = { tables: [], migrations: [] };
let testbase: TestDatabase;
let server: TestNats;
let database: Database;
let nats: Nats;
let transact: Transact;
let counter = 0;
const customer = () => makeId('cus', new Date(), new Uint8Array(10).fill((counter += 1)));

const migrateEmpty = async (url: string) => {
  const empty = await openDatabase({ url, poolSize: 3, name: 'test' }, storage, log);
  await migrate(empty, log);
  await empty.dataSource.destroy();
};

beforeAll(async () => {
  testbase = await testDatabase({ name: 'platform', migrate: migrateEmpty });
  server = await testNats();
  database = await openDatabase({ url: testbase.url, poolSize: 8, name: 'test' }, storage, log);
  nats = await connectNats(server.url, 'consent', log);
  await provision(nats, { bytesMax: 64 * 1_048_576 });
  transact = createTransact({ database, service: 'consent', clock, hint: () => {} });
});
afterAll(async () => {
  await nats.close();
  await database.dataSource.destroy();
  await server.stop();
  await testbase.drop();
});

const metrics = createMetrics('test');
const parts = () => ({ database, jetstream: nats.jetstream(), clock, log, metrics });
const nothingSaid = { consents: [], blockedContactPointIds: [] };

const say = (id: string) =>
  transact(async (tx) => {
    await tx.lock([id]);
    return tx.append(customerConsentChanged, { about: id, data: nothingSaid });
  });

const streamed = async (id: string) => {
  const filterSubjects = `${customerConsentChanged.subject}.${id}`;
  const consumer = await nats.jetstream().consumers.get('CONSENT', { filterSubjects });
  const { num_pending: count } = await consumer.info();
  if (count === 0) return [];
  const messages = await consumer.fetch({ max_messages: count, expires: 2_000 });
  const envelopes = [];
  for await (const message of messages) envelopes.push(readEnvelope(message.data));
  return envelopes;
};

describe('the outbox', () => {
  test('an event leaves if and only if its transaction commits', async () => {
    const [kept, undone] = [customer(), customer()];
    await say(kept);
    const failing = transact(async (tx) => {
      await tx.lock([undone]);
      tx.append(customerConsentChanged, { about: undone, data: nothingSaid });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await relayOnce(parts());
    expect(await streamed(kept)).toHaveLength(1);
    expect(await streamed(undone)).toHaveLength(0);
  });

  test('an event about what the transaction did not lock is refused', async () => {
    const stray = transact(async (tx) => tx.append(customerConsentChanged, { about: customer(), data: nothingSaid }));
    await expect(stray).rejects.toThrow('did not lock');
  });

  test.each(['ada lovelace', 'cus_1.>', 'a\r\nPUB x 0', '', '*'])(
    '%j cannot become part of a subject',
    async (about) => {
      const stray = transact((tx) => tx.lock([about]));
      await expect(stray).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  test('an event that breaks its own contract fails its transaction', async () => {
    const id = customer();
    const wrong = transact(async (tx) => {
      await tx.lock([id]);
      tx.append(customerConsentChanged, { about: id, data: { ...nothingSaid, consents: [{}] } as never });
    });
    await expect(wrong).rejects.toThrow();
    expect(await sql(database, 'SELECT FROM aggregate WHERE id = $1', [id])).toHaveLength(0);
  });

  test('concurrent transactions on one customer get versions without a gap, in order in the stream', async () => {
    const id = customer();
    await Promise.all(Array.from({ length: 20 }, () => say(id)));
    while ((await relayOnce(parts())) > 0);
    expect((await streamed(id)).map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  test('a transaction that commits late is still relayed, though others overtook it', async () => {
    const [slow, quick] = [customer(), customer()];
    let finish = () => {};
    const waiting = new Promise<void>((resolve) => (finish = resolve));
    const late = transact(async (tx) => {
      await tx.lock([slow]);
      tx.append(customerConsentChanged, { about: slow, data: nothingSaid });
      await waiting;
    });
    await say(quick);
    await relayOnce(parts());
    finish();
    await late;
    await relayOnce(parts());
    expect(await streamed(slow)).toHaveLength(1);
  });

  test('a crash between publishing and marking publishes again, and the stream keeps one', async () => {
    const id = customer();
    await say(id);
    await relayOnce(parts());
    await sql(database, 'UPDATE outbox SET sent_at = NULL WHERE aggregate_id = $1', [id]);
    await relayOnce(parts());
    expect(await streamed(id)).toHaveLength(1);
    expect(
      await sql(database, 'SELECT FROM outbox WHERE aggregate_id = $1 AND sent_at IS NOT NULL', [id]),
    ).toHaveLength(1);
  });

  test('while NATS is away events wait, and leave when it is back', async () => {
    const relay = startRelay(parts());
    const id = customer();
    await server.kill();
    await say(id);
    relay.hint();
    await server.start();
    await eventually(async () => expect(await streamed(id)).toHaveLength(1), { timeoutMs: 15_000 });
    await relay.stop();
  });
});

describe('the inbox', () => {
  type Optout = DomainEvent<{ contactPointId: string }>;
  const applied: string[] = [];
  let failures = 0;
  let stop = async () => {};

  beforeAll(async () => {
    const pullers = await startConsumers(
      { service: 'consent', nats, transact, log, metrics, retry: { attemptsMax: 3, delayMsMin: 20, delayMsMax: 50 } },
      [
        followAliases,
        reaction(customerUpdated, async (tx, event) => {
          applied.push(`${event.about} ${event.sequence} ${event.data.locale}`);
          await sql(tx, 'SELECT 1');
        }),
        reaction(optoutReceived, async (_tx, event: Optout) => {
          if (event.data.contactPointId === 'cp_poison') {
            failures += 1;
            throw new Error('this one never works');
          }
          applied.push(event.id);
        }),
        reaction((await import('@rapport/contracts')).messageChanged, async () => {}),
      ],
    );
    stop = async () => void (await Promise.all(pullers.map((puller) => puller.stop())));
  });
  afterAll(() => stop());

  const envelope = (type: string, about: string, sequence: number, data: unknown) => ({
    specversion: '1.0',
    id: makeId('evt', new Date(), crypto.getRandomValues(new Uint8Array(10))),
    source: `/rapport/${type.split('.')[1]}`,
    type,
    subject: about,
    time: new Date().toISOString(),
    recordedtime: new Date().toISOString(),
    sequence: String(sequence),
    correlationid: 'test',
    dataclassification: 'OPERATIONAL',
    datacontenttype: 'application/json',
    data,
  });
  const publish = (subject: string, wire: object) => nats.jetstream().publish(subject, JSON.stringify(wire));
  const state = (locale: string) => ({ locale, timeZone: 'UTC', accounts: [], contactPoints: [], identifiers: [] });
  const optout = (contactPointId: string) => ({ contactPointId, channel: 'SMS', blocked: true, understoodBy: 'test' });

  test('a fact that comes twice is applied once', async () => {
    const id = customer();
    const wire = envelope(optoutReceived.type, id, 1, optout('cp_1'));
    await publish(`${optoutReceived.subject}.${id}`, wire);
    await publish(`${optoutReceived.subject}.${id}`, wire);
    const behind = envelope(optoutReceived.type, id, 2, optout('cp_2'));
    await publish(`${optoutReceived.subject}.${id}`, behind);
    await eventually(() => expect(applied).toContain(behind.id));
    expect(applied.filter((entry) => entry === wire.id)).toHaveLength(1);
  });

  test('a state that is older than the one applied is ignored', async () => {
    const id = customer();
    await publish(`${customerUpdated.subject}.${id}`, envelope(customerUpdated.type, id, 5, state('fr')));
    await eventually(() => expect(applied).toContain(`${id} 5 fr`));
    await publish(`${customerUpdated.subject}.${id}`, envelope(customerUpdated.type, id, 4, state('en')));
    await publish(`${customerUpdated.subject}.${id}`, envelope(customerUpdated.type, id, 6, state('de')));
    await eventually(() => expect(applied).toContain(`${id} 6 de`));
    expect(applied).not.toContain(`${id} 4 en`);
  });

  test('a poisoned event is tried, given up with its cause, and the good ones beside it are applied', async () => {
    const id = customer();
    const bad = envelope(optoutReceived.type, id, 1, optout('cp_poison'));
    const good = envelope(optoutReceived.type, id, 2, optout('cp_3'));
    await Promise.all([bad, good].map((wire) => publish(`${optoutReceived.subject}.${id}`, wire)));
    await eventually(() => expect(applied).toContain(good.id));
    const letters = await eventually(async () => {
      const rows = await sql<{ cause: string; attempts: number }>(
        database,
        'SELECT cause, attempts FROM dead_letter WHERE subject = $1',
        [`${optoutReceived.subject}.${id}`],
      );
      expect(rows).toHaveLength(1);
      return rows;
    });
    expect(letters[0]).toEqual({ cause: 'Error: this one never works', attempts: 3 });
    expect(failures).toBeGreaterThanOrEqual(3);
  });

  test('an event about a malformed subject is given up at once', async () => {
    await nats.jetstream().publish(`${optoutReceived.subject}.cus_x`, 'not json');
    await eventually(async () =>
      expect(await sql(database, `SELECT FROM dead_letter WHERE subject LIKE '%.cus_x' AND attempts = 1`)).toHaveLength(
        1,
      ),
    );
  });
});

test('processes that start together migrate once', async () => {
  const empty = await testDatabase({ name: 'blank', migrate: async () => {} });
  const opened = await Promise.all(
    Array.from({ length: 5 }, () => openDatabase({ url: empty.url, poolSize: 3, name: 'test' }, storage, log)),
  );
  await Promise.all(opened.map((each) => migrate(each, log)));
  const [row] = await sql<{ count: number }>(opened[0]!, 'SELECT count(*)::integer AS count FROM migration');
  expect(row?.count).toBe(platformMigrations.length);
  await Promise.all(opened.map((each) => each.dataSource.destroy()));
  await empty.drop();
});
