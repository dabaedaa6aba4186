// Raw calls in batches: all about one person in one transaction, each call once, a bad message alone with its fault.
import { RapportError, type Tx } from '@rapport/contracts';
import { type TestStorage, testStorage } from '@rapport/testkit';
import { createLog, createMetrics, IngestStart1764000000500, ingestedMessageTable, sealIngest, sql } from '../index.ts';
import { takeMessages } from '../src/ingest/consume-ingest.ts';
import type { IngestedCall } from '../src/ingest/ingested-call.ts';
import type { Delivery } from '../src/pull.ts';

const storage = { tables: [ingestedMessageTable], migrations: [IngestStart1764000000500] };
const KEY = new Uint8Array(32).fill(7);
let base: TestStorage;

beforeAll(async () => {
  base = await testStorage('behavior', storage, { name: 'ingest' });
  await sql(base.database, 'CREATE TABLE effect (message_id text NOT NULL, about text NOT NULL, lane xid8 NOT NULL)');
});
beforeEach(async () => void (await sql(base.database, 'TRUNCATE effect, ingested_message, dead_letter')));
afterAll(() => base.close());

type Fate = 'applied' | 'ignored' | 'dead' | 'FAILED' | 'OUTAGE' | 'NOT_BEGUN';

/** Messages of calls, each call named by whom it is about and its number; and what became of each message. */
const givenMessages = (messages: readonly (readonly string[])[], { isLastAttempt = false } = {}) => {
  const fates: (Fate | undefined)[] = messages.map(() => undefined);
  const at = new Date().toISOString();
  const deliveries = messages.map((names, index): Delivery => {
    const calls = names.map((messageId) => ({
      type: 'track' as const,
      messageId,
      timestamp: at,
      event: 'Seen',
      identifiers: [{ type: 'USER_ID' as const, value: messageId.split('-')[0]! }],
    }));
    return {
      stream: 'INGEST',
      subject: 'rapport.ingest.test',
      messageId: `evt_${index}`,
      streamSequence: index,
      bytes: sealIngest(KEY, { source: 'test', receivedAt: at, calls }),
      attempt: isLastAttempt ? 8 : 1,
      isLastAttempt,
      text: () => '',
      ack: (result) => void (fates[index] = result),
      retry: (cause) => void (fates[index] = cause),
    };
  });
  return { deliveries, fates };
};

const aboutOf = ({ identifiers }: IngestedCall): string => identifiers[0]!.value;

/** A service that writes down each call, and fails where it is told to. */
const reader = ({ failing = () => null }: { failing?: (calls: readonly IngestedCall[]) => Error | null } = {}) => {
  const tries: number[] = [];
  return {
    tries,
    key: KEY,
    prepare: async (calls: readonly IngestedCall[]) => void tries.push(calls.length),
    aboutOf,
    apply: async (tx: Tx, calls: readonly IngestedCall[]) => {
      await sql(
        tx,
        `INSERT INTO effect (message_id, about, lane)
         SELECT message_id, about, pg_current_xact_id() FROM unnest($1::text[], $2::text[]) AS c (message_id, about)`,
        [calls.map(({ messageId }) => messageId), calls.map(aboutOf)],
      );
      const error = failing(calls);
      if (error) throw error;
    },
  };
};

const partsOf = () => ({
  service: 'behavior' as const,
  nats: null as never,
  transact: base.transact,
  log: createLog('test', 'silent'),
  metrics: createMetrics('test'),
});
const effects = () =>
  sql<{ messageId: string; about: string; lane: string }>(
    base.database,
    'SELECT message_id AS "messageId", about, lane::text AS lane FROM effect ORDER BY message_id',
  );
const namesOf = (about: string, count: number): string[] => [...Array(count).keys()].map((n) => `${about}-${n}`);
const PEOPLE = [...Array(12).keys()].map((n) => `person${n}`);

test('a large batch is applied in lanes: everything about one person in one transaction, each call once', async () => {
  const { deliveries, fates } = givenMessages([...Array(30).keys()].map((n) => PEOPLE.map((who) => `${who}-${n}`)));
  await takeMessages(partsOf(), reader(), [...deliveries, ...deliveries]);
  expect(new Set(fates)).toEqual(new Set(['applied']));
  const done = await effects();
  expect(new Set(done.map(({ messageId }) => messageId)).size).toBe(done.length);
  expect(done).toHaveLength(30 * PEOPLE.length);
  const lanesOf = Map.groupBy(done, ({ about }) => about);
  for (const calls of lanesOf.values()) expect(new Set(calls.map(({ lane }) => lane)).size).toBe(1);
  expect(new Set(done.map(({ lane }) => lane)).size).toBe(2);
});

test('a small batch is one transaction', async () => {
  const { deliveries } = givenMessages(PEOPLE.map((who) => [`${who}-0`]));
  await takeMessages(partsOf(), reader(), deliveries);
  expect(new Set((await effects()).map(({ lane }) => lane)).size).toBe(1);
});

test('a bad message is asked for again, and all others are in, after few tries', async () => {
  const { deliveries, fates } = givenMessages([...Array(256).keys()].map((n) => [`person${n}-0`]));
  const isBad = (calls: readonly IngestedCall[]) => calls.some(({ messageId }) => messageId === 'person77-0');
  const one = reader({ failing: (calls) => (isBad(calls) ? new Error('cannot be read') : null) });
  await takeMessages(partsOf(), one, deliveries);
  expect(fates[77]).toBe('FAILED');
  expect(fates.filter((fate) => fate === 'applied')).toHaveLength(255);
  expect(await effects()).toHaveLength(255);
  expect(one.tries.length).toBeLessThan(40);
});

test('at its last attempt the good calls of a bad message are in, and only the bad one is given up', async () => {
  const { deliveries, fates } = givenMessages([namesOf('ada', 3), namesOf('bea', 3)], { isLastAttempt: true });
  const failing = (calls: readonly IngestedCall[]) =>
    calls.some(({ messageId }) => messageId === 'bea-1') ? new Error('cannot be read') : null;
  await takeMessages(partsOf(), reader({ failing }), deliveries);
  expect(fates).toEqual(['applied', 'dead']);
  expect((await effects()).map(({ messageId }) => messageId)).toEqual(['ada-0', 'ada-1', 'ada-2', 'bea-0', 'bea-2']);
  expect(await sql(base.database, 'SELECT FROM dead_letter')).toHaveLength(1);
});

test('while a part of the house is away nothing is tried message by message, and nothing is lost', async () => {
  const { deliveries, fates } = givenMessages(
    [...Array(256).keys()].map((n) => [`person${n}-0`]),
    {
      isLastAttempt: true,
    },
  );
  const away = reader({ failing: () => new RapportError('UNAVAILABLE', 'profile does not answer') });
  await takeMessages(partsOf(), away, deliveries);
  expect(new Set(fates)).toEqual(new Set(['OUTAGE']));
  expect(away.tries.length).toBeLessThan(20);
  await takeMessages(partsOf(), reader(), deliveries);
  expect(new Set(fates)).toEqual(new Set(['applied']));
  expect(await effects()).toHaveLength(256);
});

test('where one lane fails, what the other has applied is not applied again', async () => {
  const { deliveries, fates } = givenMessages([...Array(30).keys()].map((n) => PEOPLE.map((who) => `${who}-${n}`)));
  let failures = 0;
  const isFirst = (calls: readonly IngestedCall[]) => calls.some((call) => aboutOf(call) === PEOPLE[0]);
  const failing = (calls: readonly IngestedCall[]) => {
    if (!isFirst(calls) || failures > 0) return null;
    failures += 1;
    return new Error('once');
  };
  await takeMessages(partsOf(), reader({ failing }), deliveries);
  expect(failures).toBe(1);
  expect(new Set(fates)).toEqual(new Set(['applied']));
  const done = await effects();
  expect(done).toHaveLength(30 * PEOPLE.length);
  expect(new Set(done.map(({ messageId }) => messageId)).size).toBe(done.length);
});
