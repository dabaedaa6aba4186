// A service's states said again, and what a stream lost published again, on real PostgreSQL and NATS.
import {
  customerConsentChanged,
  makeId,
  optoutReceived,
  readEnvelope,
  readEvent,
  type Transact,
} from '@rapport/contracts';
import { type TestDatabase, type TestNats, testDatabase, testNats } from '@rapport/testkit';
import {
  connectNats,
  createLog,
  createMetrics,
  createTransact,
  type Database,
  keepPartitions,
  migrate,
  type Nats,
  openDatabase,
  partsAround,
  platformPartitions,
  provision,
  relayOnce,
  republishMissing,
  restate,
  sql,
  systemClock,
} from '../index.ts';
import { claimNew } from '../src/inbox.ts';
import { keepingStates } from '../src/kept-states.ts';

const log = createLog('test', 'silent');
const storage = { tables: [], migrations: [] };
const clock = systemClock();
const metrics = createMetrics('test');
const DAY_MS = 86_400_000;
let testbase: TestDatabase;
let server: TestNats;
let database: Database;
let nats: Nats;
let transact: Transact;

const migrateEmpty = async (url: string) => {
  const empty = await openDatabase({ url, poolSize: 3, name: 'test' }, storage, log);
  await migrate(empty, log);
  await empty.dataSource.destroy();
};

beforeEach(async () => {
  testbase = await testDatabase({ name: 'platform', migrate: migrateEmpty });
  server = await testNats();
  database = await openDatabase({ url: testbase.url, poolSize: 8, name: 'test' }, storage, log);
  nats = await connectNats(server.url, 'consent', log);
  await provision(nats, { bytesMax: 64 * 1_048_576 });
  transact = createTransact({ database, service: 'consent', clock, hint: () => {} });
});
afterEach(async () => {
  await nats.close();
  await database.dataSource.destroy();
  await server.stop();
  await testbase.drop();
});

const customer = () => makeId('cus', new Date(), crypto.getRandomValues(new Uint8Array(10)));
const parts = () => ({ database, service: 'consent' as const, transact });
const relay = async () => {
  while ((await relayOnce({ database, jetstream: nats.jetstream(), clock, log, metrics })) > 0);
};
const FAST = { pageSize: 3, statesPerSecond: 100_000 };

/** Says what a customer allows: the point that is blocked tells one state from another. */
const say = (id: string, point: string) =>
  transact(async (tx) => {
    await tx.lock([id]);
    return tx.append(customerConsentChanged, { about: id, data: { consents: [], blockedContactPointIds: [point] } });
  });

const outboxOf = async (id: string) => {
  const rows = await sql<{ envelope: string; sequence: number }>(
    database,
    'SELECT envelope, sequence FROM outbox WHERE aggregate_id = $1 ORDER BY sequence',
    [id],
  );
  return rows.map(({ envelope, sequence }) => {
    const event = readEvent(customerConsentChanged, readEnvelope(Buffer.from(envelope)));
    expect(event.sequence).toBe(sequence);
    return event;
  });
};
const pointsOf = async (id: string) => (await outboxOf(id)).map(({ data }) => data.blockedContactPointIds[0]);
const streamedIds = async () => {
  const consumer = await nats.jetstream().consumers.get('CONSENT', {});
  const { num_pending: count } = await consumer.info();
  if (count === 0) return [];
  const ids: string[] = [];
  for await (const message of await consumer.fetch({ max_messages: count, expires: 2_000 })) {
    ids.push(readEnvelope(message.data).id);
  }
  return ids;
};

describe('a restatement', () => {
  test('says the newest state of every aggregate again, under the next sequence and its own time', async () => {
    const ids = Array.from({ length: 10 }, customer);
    for (const id of ids) {
      await say(id, 'cp_old');
      await say(id, 'cp_new');
    }
    const run = await restate(parts(), FAST);
    expect(run).toMatchObject({ states: 10, aggregates: 10, finishedAt: expect.any(Date) });
    for (const id of ids) {
      const events = await outboxOf(id);
      expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      expect(events[2]!.data).toEqual(events[1]!.data);
      expect(events[2]!.time).toEqual(events[1]!.time);
      expect(events[2]!.causationId).toBe(events[1]!.id);
    }
    await relay();
    expect(await streamedIds()).toHaveLength(30);
  });

  test('is applied by whoever has applied everything before, and what is said later still wins', async () => {
    const id = customer();
    await say(id, 'cp_1');
    await restate(parts(), FAST);
    await say(id, 'cp_2');
    const received = (await outboxOf(id)).map((event) => ({ kind: customerConsentChanged as never, event }));
    for (const item of received) {
      expect(await transact((tx) => claimNew(tx, 'messaging', [item]))).toEqual([item]);
    }
  });

  test('goes on where it was killed, and says nothing twice', async () => {
    const ids = Array.from({ length: 10 }, customer);
    for (const id of ids) await say(id, 'cp_1');
    let pages = 0;
    const killed = restate(parts(), FAST, {
      onPage: () => {
        if ((pages += 1) === 2) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await restate(parts(), FAST)).toMatchObject({ states: 10, aggregates: 10 });
    for (const id of ids) expect(await pointsOf(id)).toHaveLength(2);
    expect(await restate(parts(), FAST)).toMatchObject({ states: 10 });
    for (const id of ids) expect(await pointsOf(id)).toHaveLength(3);
  });

  test('keeps to its pace', async () => {
    for (const id of Array.from({ length: 12 }, customer)) await say(id, 'cp_1');
    const begun = performance.now();
    await restate(parts(), { pageSize: 3, statesPerSecond: 30 });
    expect(performance.now() - begun).toBeGreaterThan(350);
  });

  test('says a change that commits meanwhile, never the state before it', async () => {
    const id = customer();
    await say(id, 'cp_1');
    const [locked, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const changing = transact(async (tx) => {
      await tx.lock([id]);
      locked.resolve();
      await finished.promise;
      tx.append(customerConsentChanged, { about: id, data: { consents: [], blockedContactPointIds: ['cp_2'] } });
    });
    await locked.promise;
    const restating = restate(parts(), FAST);
    // Long enough for a restatement that does not wait to read the state before the change.
    await new Promise((resolve) => setTimeout(resolve, 300));
    finished.resolve();
    await Promise.all([changing, restating]);
    expect(await pointsOf(id)).toEqual(['cp_1', 'cp_2', 'cp_2']);
    expect((await outboxOf(id)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('says what was merged under its own id, not under the id it is read as', async () => {
    const [origin, current] = [customer(), customer()];
    await say(origin, 'cp_origin');
    await say(current, 'cp_current');
    await sql(database, 'INSERT INTO customer_alias (origin, current) VALUES ($1, $2)', [origin, current]);
    await restate(parts(), FAST);
    expect(await pointsOf(origin)).toEqual(['cp_origin', 'cp_origin']);
    expect(await pointsOf(current)).toEqual(['cp_current', 'cp_current']);
  });

  test('still knows a state whose part of the outbox was dropped for its age', async () => {
    const [silent, talking] = [customer(), customer()];
    await say(silent, 'cp_silent');
    await say(talking, 'cp_old');
    const old = new Date(clock.now().getTime() - 60 * DAY_MS);
    const specs = keepingStates(platformPartitions, 'consent');
    await keepPartitions(database, specs, old, { log, metrics });
    await sql(database, 'UPDATE outbox SET recorded_at = $1, sent_at = $1', [old]);
    await keepPartitions(database, specs, clock.now(), { log, metrics });
    expect(await sql(database, 'SELECT FROM outbox')).toHaveLength(0);
    await say(talking, 'cp_new');
    expect(await restate(parts(), FAST)).toMatchObject({ states: 2 });
    expect(await pointsOf(silent)).toEqual(['cp_silent']);
    expect(await pointsOf(talking)).toEqual(['cp_new', 'cp_new']);
    expect(partsAround(platformPartitions[0]!, clock.now())).toHaveLength(6);
  });
});

describe('a stream that was lost', () => {
  test('is filled again from the outbox, with the same ids in the same order', async () => {
    const ids = Array.from({ length: 5 }, customer);
    for (const point of ['cp_1', 'cp_2']) for (const id of ids) await say(id, point);
    await relay();
    const before = await streamedIds();
    const jsm = await nats.jetstreamManager();
    await jsm.streams.delete('CONSENT');
    await expect(republishMissing({ database, nats, service: 'consent' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    await provision(nats, { bytesMax: 64 * 1_048_576 });
    expect(await republishMissing({ database, nats, service: 'consent' })).toEqual({ sent: 10, missing: 10 });
    await relay();
    expect((await streamedIds()).sort()).toEqual(before.sort());
    expect(await republishMissing({ database, nats, service: 'consent' })).toEqual({ sent: 10, missing: 0 });
  });

  test('of which a part is left gets only what is missing', async () => {
    for (const id of Array.from({ length: 6 }, customer)) await say(id, 'cp_1');
    await relay();
    const jsm = await nats.jetstreamManager();
    await jsm.streams.deleteMessage('CONSENT', 2);
    await jsm.streams.deleteMessage('CONSENT', 5);
    expect(await republishMissing({ database, nats, service: 'consent' })).toEqual({ sent: 6, missing: 2 });
    expect(await sql(database, 'SELECT FROM outbox WHERE sent_at IS NULL')).toHaveLength(2);
  });
});

test('only what is a state is said again', async () => {
  expect(optoutReceived.kind).toBe('FACT');
  const id = customer();
  const facts = createTransact({ database, service: 'messaging', clock, hint: () => {} });
  await facts(async (tx) => {
    await tx.lock([id]);
    tx.append(optoutReceived, { about: id, data: optoutReceived.example });
  });
  const run = await restate({ database, service: 'messaging', transact: facts }, FAST);
  expect(run).toMatchObject({ aggregates: 1, states: 0 });
});
