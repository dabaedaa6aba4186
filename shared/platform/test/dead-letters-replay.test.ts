// Dead letters applied again: once what was wrong is mended, exactly once, and never at the expense of the letter.
import {
  customerUpdated,
  type DomainEvent,
  makeId,
  optoutReceived,
  RapportError,
  type Reaction,
  reaction,
  type Transact,
  type Tx,
  type Viewer,
} from '@rapport/contracts';
import { type TestDatabase, testDatabase } from '@rapport/testkit';
import {
  createLog,
  createMetrics,
  createTransact,
  type Database,
  deadLetterReplay,
  findDeadLetters,
  IngestStart1764000000500,
  ingestedMessageTable,
  migrate,
  openDatabase,
  type ReplayInput,
  sealIngest,
  sql,
  systemClock,
} from '../index.ts';
import { bury } from '../src/dead-letters.ts';
import { onceWith } from '../src/once.ts';

const log = createLog('test', 'silent');
const storage = { tables: [ingestedMessageTable], migrations: [IngestStart1764000000500] };
const operator: Viewer = { subject: 'operator-7', roles: ['OPERATOR'], customerIds: [], scopes: [] };
const KEY = new Uint8Array(32).fill(7);
let testbase: TestDatabase;
let database: Database;
let transact: Transact;

beforeAll(async () => {
  testbase = await testDatabase({
    name: 'replay',
    migrate: async (url) => {
      const empty = await openDatabase({ url, poolSize: 3, name: 'test' }, storage, log);
      await migrate(empty, log);
      await sql(empty, 'CREATE TABLE effect (event_id text NOT NULL)');
      await empty.dataSource.destroy();
    },
  });
  database = await openDatabase({ url: testbase.url, poolSize: 8, name: 'test' }, storage, log);
  transact = createTransact({ database, service: 'consent', clock: systemClock(), hint: () => {} });
});
afterAll(async () => {
  await database.dataSource.destroy();
  await testbase.drop();
});

const freshId = (prefix: 'cus' | 'evt') => makeId(prefix, new Date(), crypto.getRandomValues(new Uint8Array(10)));
const noteEffect = (tx: Tx, id: string) => sql(tx, 'INSERT INTO effect (event_id) VALUES ($1)', [id]);
const effectsOf = async (id: string) => (await sql(database, 'SELECT FROM effect WHERE event_id = $1', [id])).length;

/** A service whose reaction leaves a row and then fails for as long as `broken` says so. */
const service = (broken: { error: Error | null }) => {
  const reactions: Reaction[] = [
    reaction(optoutReceived, async (tx, event: DomainEvent) => {
      await noteEffect(tx, event.id);
      if (broken.error) throw broken.error;
    }),
    reaction(customerUpdated, async (tx, event: DomainEvent) => void (await noteEffect(tx, event.id))),
  ];
  const ingest = {
    key: KEY,
    prepare: async () => 'prepared',
    apply: async (tx: Tx, calls: readonly { messageId: string }[]) => {
      for (const { messageId } of calls) await noteEffect(tx, messageId);
      if (broken.error) throw broken.error;
    },
  };
  const metrics = createMetrics('test');
  const parts = { service: 'consent' as const, database, transact, once: onceWith(transact), metrics, log };
  const replay = deadLetterReplay({ ...parts, nats: null as never }, { reactions, ingest });
  return (input: ReplayInput) => replay(operator, input);
};

const eventOf = (kind: typeof optoutReceived | typeof customerUpdated, about: string, sequence = 1) => ({
  specversion: '1.0',
  id: freshId('evt'),
  source: `/rapport/${kind.domain}`,
  type: kind.type,
  subject: about,
  time: new Date().toISOString(),
  recordedtime: new Date().toISOString(),
  sequence: String(sequence),
  correlationid: 'test',
  dataclassification: kind.dataClass,
  datacontenttype: 'application/json',
  data: kind.example,
});

/** Gives an event up and returns the dead letter's id. */
const given = async (payload: string, stream = 'MESSAGING') => {
  const subject = `rapport.test.${crypto.randomUUID()}`;
  await bury(transact, 'consent', { stream, subject, eventId: null, payload, cause: 'Error: broken', attempts: 8 });
  const [row] = await sql<{ id: string }>(database, 'SELECT id FROM dead_letter WHERE subject = $1', [subject]);
  return row!.id;
};
const letterOf = async (id: string) => {
  const { edges } = await findDeadLetters(database, { first: 100 });
  return edges.find(({ node }) => node.id === id)!.node;
};
const auditsOf = (id: string) =>
  sql<{ subject: string; action: string; after: unknown }>(
    database,
    'SELECT subject, action, after FROM audit WHERE about = $1 ORDER BY recorded_at, id',
    [id],
  );

test('a letter fails until its cause is mended, then it is applied once, however often it is replayed', async () => {
  const broken: { error: Error | null } = { error: new Error('the table is missing') };
  const replay = service(broken);
  const event = eventOf(optoutReceived, freshId('cus'));
  const id = await given(JSON.stringify(event));
  const failing = await replay({ id });
  expect(failing).toMatchObject({ replayed: false, userErrors: [{ code: 'STILL_FAILING', field: 'input.id' }] });
  expect(failing.userErrors[0]!.message).toContain('the table is missing');
  expect(await letterOf(id)).toMatchObject({ cause: 'Error: the table is missing', attempts: 9, replayedAt: null });
  expect(await effectsOf(event.id)).toBe(0);

  broken.error = null;
  expect(await replay({ id })).toEqual({ replayed: true, userErrors: [] });
  expect(await replay({ id })).toEqual({ replayed: true, userErrors: [] });
  expect(await effectsOf(event.id)).toBe(1);
  expect(await letterOf(id)).toMatchObject({ attempts: 9, replayedAt: expect.any(Date), replayedBy: 'operator-7' });
  expect(await auditsOf(id)).toEqual([
    {
      subject: 'operator-7',
      action: 'Mutation.consentReplayDeadLetter',
      after: { replayed: false, cause: 'Error: the table is missing', attempts: 9 },
    },
    { subject: 'operator-7', action: 'Mutation.consentReplayDeadLetter', after: { replayed: true } },
  ]);
});

test('ten operators who replay one letter at the same moment apply it once', async () => {
  const replay = service({ error: null });
  const event = eventOf(optoutReceived, freshId('cus'));
  const id = await given(JSON.stringify(event));
  const answers = await Promise.all(Array.from({ length: 10 }, () => replay({ id })));
  expect(answers.every(({ replayed }) => replayed)).toBe(true);
  expect([await effectsOf(event.id), (await auditsOf(id)).length]).toEqual([1, 1]);
});

test('an event that was applied meanwhile is not applied a second time by its letters', async () => {
  const replay = service({ error: null });
  const event = eventOf(optoutReceived, freshId('cus'));
  const letters = [await given(JSON.stringify(event)), await given(JSON.stringify(event))];
  for (const id of letters) expect(await replay({ id })).toMatchObject({ replayed: true });
  expect(await effectsOf(event.id)).toBe(1);
});

test('a state that was overtaken by a newer one changes nothing', async () => {
  const replay = service({ error: null });
  const about = freshId('cus');
  const [older, newer] = [eventOf(customerUpdated, about, 3), eventOf(customerUpdated, about, 4)];
  for (const event of [newer, older]) await replay({ id: await given(JSON.stringify(event), 'PROFILE') });
  expect([await effectsOf(newer.id), await effectsOf(older.id)]).toEqual([1, 0]);
});

test.each([
  ['half an envelope', '{"specversion":"1.0"', 'not valid JSON'],
  ['data that breaks the contract', JSON.stringify({ ...eventOf(optoutReceived, 'cus_1'), data: {} }), 'ZodError'],
  [
    'a kind that nobody reacts to',
    JSON.stringify({ ...eventOf(optoutReceived, 'cus_1'), type: 'rapport.a.b.c.v1' }),
    'does not react',
  ],
])('%s cannot be replayed, and the answer says why', async (_, payload, why) => {
  const id = await given(payload);
  const answer = await service({ error: null })({ id });
  expect(answer).toMatchObject({ replayed: false, userErrors: [{ code: 'NOT_REPLAYABLE' }] });
  expect(answer.userErrors[0]!.message).toContain(why);
  expect(await letterOf(id)).toMatchObject({ cause: 'Error: broken', attempts: 8, replayedAt: null });
});

test('a letter that does not exist is named as such', async () => {
  expect(await service({ error: null })({ id: 'ddl_1' })).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
});

test('while another service is away the letter stays as it was', async () => {
  const id = await given(JSON.stringify(eventOf(optoutReceived, freshId('cus'))));
  const replay = service({ error: new RapportError('UNAVAILABLE', 'profile did not answer') });
  await expect(replay({ id })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await letterOf(id)).toMatchObject({ cause: 'Error: broken', attempts: 8, replayedAt: null });
});

test('one idempotency key gives one answer, also when the first try failed', async () => {
  const broken: { error: Error | null } = { error: new Error('not yet') };
  const replay = service(broken);
  const event = eventOf(optoutReceived, freshId('cus'));
  const id = await given(JSON.stringify(event));
  const first = await replay({ id, idempotencyKey: 'once' });
  broken.error = null;
  expect(await replay({ id, idempotencyKey: 'once' })).toEqual(first);
  expect(await letterOf(id)).toMatchObject({ attempts: 9, replayedAt: null });
  expect(await replay({ id, idempotencyKey: 'twice' })).toMatchObject({ replayed: true });
  expect(await effectsOf(event.id)).toBe(1);
});

describe('raw calls', () => {
  const sealed = (messageId: string, key = KEY) => {
    const call = {
      type: 'track' as const,
      messageId,
      timestamp: new Date().toISOString(),
      identifiers: [{ type: 'USER_ID' as const, value: 'ada' }],
    };
    const message = { source: 'demo', receivedAt: new Date().toISOString(), calls: [call] };
    return Buffer.from(sealIngest(key, message)).toString('base64');
  };

  test('a sealed call that was given up is opened and applied once', async () => {
    const broken: { error: Error | null } = { error: new Error('profile has no such rule yet') };
    const replay = service(broken);
    const messageId = crypto.randomUUID();
    const id = await given(sealed(messageId), 'INGEST');
    expect(await replay({ id })).toMatchObject({ userErrors: [{ code: 'STILL_FAILING' }] });
    expect(await effectsOf(messageId)).toBe(0);
    broken.error = null;
    for (let time = 0; time < 2; time += 1) expect(await replay({ id })).toMatchObject({ replayed: true });
    const again = await given(sealed(messageId), 'INGEST');
    expect(await replay({ id: again })).toMatchObject({ replayed: true });
    expect(await effectsOf(messageId)).toBe(1);
  });

  test('a call that was sealed with another key cannot be replayed', async () => {
    const id = await given(sealed(crypto.randomUUID(), new Uint8Array(32).fill(8)), 'INGEST');
    expect(await service({ error: null })({ id })).toMatchObject({ userErrors: [{ code: 'NOT_REPLAYABLE' }] });
  });
});
