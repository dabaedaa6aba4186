// The SDKs that applications really use, through the front door: what they say arrives, whatever happens on the way.
import { connectNats, createLog, customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';
import { CLIENTS, type Client, rudderClient, type Said, segmentClient } from './tracking-sdks.ts';

const NOON = '2026-03-02T11:00:00.000Z';
const MINUTE_MS = 60_000;
const asAgent = { role: 'agent' } as const;
const NAMES = Object.keys(CLIENTS) as (keyof typeof CLIENTS)[];

const IDENTITIES = ['ACCOUNT_ID', 'ANONYMOUS_ID', 'EMAIL', 'USER_ID'];
let house: TestHouse;
let counter = 0;

beforeAll(async () => {
  house = await testHouse({ now: NOON, apart: ['behavior'] });
}, 90_000);
afterAll(() => house.stop());

const options = () => ({ host: house.url, writeKey: house.rapport.secrets.writeKeys.demo });
const clientOf = (name: keyof typeof CLIENTS): Client => CLIENTS[name](options());

/** Somebody new, with an account, and what the bank says of them. */
const stranger = () => {
  counter += 1;
  const [userId, accountId] = [`sdk-${counter}`, `sdk-account-${counter}`];
  const track = (event: string, properties: object, timestamp?: string): Said => ({
    call: 'track',
    message: { userId, event, properties, ...(timestamp ? { timestamp: new Date(timestamp) } : {}) },
  });
  const opened = track('Account Opened', { accountId, accountType: 'CURRENT', currency: 'EUR' }, NOON);
  const posted = (transactionId: string, amount: string): Said =>
    track(
      'Transaction Posted',
      { transactionId, accountId, amount, currency: 'EUR', bookedAt: '2026-03-01T09:00:00Z', narration: transactionId },
      '2026-03-01T09:00:00Z',
    );
  return { userId, accountId, track, opened, posted };
};

type Seen = {
  displayName: string;
  timeZone: string;
  identities: { type: string; value: string }[];
  accounts: { id: string }[];
  transactions: { edges: { node: { narration: string; amount: { amount: string } } }[] };
  timeline: { edges: { node: { title: string; kind: string; at: string; history: boolean } }[] };
};

const seen = async (userId: string): Promise<Seen> => {
  const id = await customerOf(house, userId);
  const { data, errors } = await house.ask<{ customer: Seen }>(
    asAgent,
    `query ($id: ID!) { customer(id: $id) {
      displayName timeZone identities { type value } accounts { id }
      transactions(first: 100) { edges { node { narration amount { amount } } } }
      timeline(first: 100) { edges { node { title kind at history } } } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data.customer;
};

/** What is booked, each as often as it stands there. */
const bookings = async (userId: string): Promise<string[]> =>
  (await seen(userId)).transactions.edges.map(({ node }) => `${node.narration} ${node.amount.amount}`).toSorted();

const titles = ({ timeline }: Seen): string[] => timeline.edges.map(({ node }) => node.title).toSorted();

/** Ends once whatever was sent before has been read: the last word of one sender is seen last. */
const afterMarker = async (userId: string, posted: (id: string, amount: string) => Said): Promise<string[]> => {
  const marker = posted('marker', '-0.01');
  expect(await segmentClient(options()).say([marker])).toEqual([]);
  return eventually(
    async () => {
      const found = await bookings(userId);
      expect(found).toContain('marker -0.01');
      return found.filter((booking) => !booking.startsWith('marker'));
    },
    { timeoutMs: 15_000 },
  );
};

test.each(NAMES)('every call of %s arrives in the graph', async (name) => {
  const { userId, accountId, track, opened, posted } = stranger();
  const anonymousId = `browser-of-${userId}`;
  const email = `${userId}@example.org`;
  const client = clientOf(name);
  const errors = await client.say([
    {
      call: 'identify',
      message: { userId, traits: { name: 'Ada Probe', email }, context: { timezone: 'Asia/Tokyo' } },
    },
    opened,
    ...[...Array(30).keys()].map((n) => posted(`tx-${n}`, `-${n + 1}.00`)),
    track('Button Pressed', { times: 2 }),
    {
      call: 'page',
      message: { userId, category: 'Docs', name: 'Fees', properties: { url: 'https://bank.test/fees' } },
    },
    { call: 'screen', message: { userId, name: 'Accounts' } },
    { call: 'group', message: { userId, groupId: 'household-1', traits: { size: 2 } } },
    { call: 'alias', message: { userId, previousId: anonymousId } },
  ]);
  expect([errors, new Set(client.statuses)]).toEqual([[], new Set([200])]);
  // profile and behavior read at their own pace: all of it in the end.
  const expected = ['Accounts', 'Button Pressed', 'Fees'];
  const customer = await eventually(
    async () => {
      const found = await seen(userId);
      expect(found.transactions.edges).toHaveLength(30);
      expect(titles(found)).toEqual(expect.arrayContaining(expected));
      expect(found.accounts).toHaveLength(1);
      expect(found).toMatchObject({ displayName: 'Ada Probe', timeZone: 'Asia/Tokyo' });
      expect(found.identities.map(({ type }) => type).toSorted()).toEqual(IDENTITIES);
      return found;
    },
    { timeoutMs: 15_000 },
  );
  expect(customer.accounts[0]!.id).toContain(accountId);
  // The application's clock is months ahead of the house's: what it stamped itself is of now, and not refused.
  const pressed = customer.timeline.edges.find(({ node }) => node.title === 'Button Pressed')!.node;
  expect(Math.abs(house.rapport.now().getTime() - Date.parse(pressed.at))).toBeLessThan(MINUTE_MS);
  expect(pressed.history).toBe(false);
  // After the alias, what the browser says is the customer's.
  expect(await clientOf(name).say([{ call: 'track', message: { anonymousId, event: 'Fees Compared' } }])).toEqual([]);
  await eventually(async () => expect(titles(await seen(userId))).toContain('Fees Compared'), { timeoutMs: 15_000 });
});

test('while behavior is down both clients come again; nothing is lost and nothing doubled', async () => {
  await house.rapport.supervisor.kill('behavior');
  const visits = NAMES.map((name) => {
    const [somebody, client] = [stranger(), clientOf(name)];
    const { opened, posted } = somebody;
    return { ...somebody, client, saying: client.say([opened, posted('first', '-1.00'), posted('second', '-2.00')]) };
  });
  await eventually(async () => {
    for (const { client } of visits) expect(client.statuses).toContain(503);
  });
  await house.rapport.supervisor.start('behavior');
  for (const { userId, posted, client, saying } of visits) {
    expect(await saying).toEqual([]);
    expect(client.statuses.at(-1)).toBe(200);
    await eventually(async () => expect(await bookings(userId)).toHaveLength(2), { timeoutMs: 15_000 });
    expect(await afterMarker(userId, posted)).toEqual(['first -1.00', 'second -2.00']);
  }
}, 40_000);

test('a client whose answer was lost sends the same again, and it counts once', async () => {
  const { userId, opened, posted, track } = stranger();
  const client = segmentClient({ ...options(), answersLost: 1 });
  expect(await client.say([opened, posted('once', '-3.00'), track('Button Pressed', {})])).toEqual([]);
  expect(client.statuses).toEqual([200]);
  expect(await afterMarker(userId, posted)).toEqual(['once -3.00']);
  expect(titles(await seen(userId)).filter((title) => title === 'Button Pressed')).toHaveLength(1);
});

type Rejects = { behaviorRejects: { edges: { node: { path: string; remedy: string; messageId: string } }[] } };

const rejects = async () => {
  const { data } = await house.ask<Rejects>(
    { role: 'operator' },
    '{ behaviorRejects(first: 100) { edges { node { path remedy messageId } } } }',
  );
  return data.behaviorRejects.edges.map(({ node }) => node);
};

test.each(NAMES)(
  'a batch of which nothing is usable is dropped by %s at once, and an operator sees why',
  async (name) => {
    const { posted } = stranger();
    const messageId = `bad-${name}`;
    const { call, message } = posted('bad', '12,50');
    const client = clientOf(name);
    expect(await client.say([{ call, message: { ...message, messageId } }])).toHaveLength(1);
    expect(client.statuses).toEqual([400]);
    expect((await rejects()).filter((reject) => reject.messageId === messageId)).toMatchObject([
      { path: 'batch.0.properties.amount', remedy: expect.stringContaining('decimal') },
    ]);
  },
);

test('of a mixed batch the good calls count, and an operator sees the bad one', async () => {
  const { userId, opened, posted } = stranger();
  const bad = posted('bad', 'much');
  const client = segmentClient(options());
  const said = [opened, posted('good', '-4.00'), { ...bad, message: { ...bad.message, messageId: 'bad-of-mixed' } }];
  expect([await client.say(said), client.statuses]).toEqual([[], [200]]);
  expect(await afterMarker(userId, posted)).toEqual(['good -4.00']);
  expect((await rejects()).filter(({ messageId }) => messageId === 'bad-of-mixed')).toHaveLength(1);
});

/** Bounds INGEST, as an administrator may. */
const boundIngest = async (bytesMax: number): Promise<void> => {
  const { places, secrets } = house.rapport;
  const url = new URL(places.natsUrls.behavior);
  url.username = 'admin';
  url.password = secrets.natsPasswords.admin;
  const nats = await connectNats(url.href, 'bound', createLog('test', 'silent'));
  await (await nats.jetstreamManager()).streams.update('INGEST', { max_bytes: bytesMax });
  await nats.close();
};

test('while the stream is full both clients are told when to come back, and do', async () => {
  const [one, other] = [stranger(), stranger()];
  await boundIngest(1);
  const [segment, rudder] = [segmentClient(options()), rudderClient(options())];
  const saying = Promise.all([
    segment.say([one.opened, one.posted('late', '-5.00')]),
    rudder.say([other.opened, other.posted('late', '-6.00')]),
  ]);
  await eventually(async () => expect([segment.statuses[0], rudder.statuses[0]]).toEqual([429, 429]));
  await boundIngest(64 * 1_048_576);
  expect(await saying).toEqual([[], []]);
  expect(segment.statuses).toEqual([429, 200]);
  expect(await afterMarker(one.userId, one.posted)).toEqual(['late -5.00']);
  expect(await afterMarker(other.userId, other.posted)).toEqual(['late -6.00']);
}, 40_000);
