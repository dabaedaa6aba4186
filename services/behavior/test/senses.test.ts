// What behavior makes of facts: transactions with their corrections, features, signals, and what it says of them.
import { customerAliased } from '@rapport/contracts';
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { DAY_MS, fresh, NOON, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const taken = async (...batch: object[]) =>
  expect(await send('/v1/batch', { batch })).toMatchObject({ status: 200, body: { rejected: [] } });

const valueOf = (features: readonly { name: string; value: string | null }[], name: string) =>
  features.find((feature) => feature.name === name)?.value;

const customerFields = async (id: string, fields: string, viewer = viewerOf('AGENT')) => {
  const { data, errors } = await behavior.graph(
    viewer,
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) {
       ... on Customer { ${fields} } } }`,
    { id },
  );
  return { customer: (data?.['_entities'] as [Record<string, unknown>])?.[0], errors };
};

type Connection<N> = { edges: { cursor: string; node: N }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
const nodesOf = <N>(connection: unknown): N[] => (connection as Connection<N>).edges.map(({ node }) => node);

const TRANSACTIONS =
  'transactions(first: 50) { edges { node { transactionId bookedAt amount { amount } version corrected } } }';

test('the same fact twice counts once, whatever ids its messages have', async () => {
  const customer = await givenCustomer();
  const fact = posted(customer, 'tx-1', '-10.00', 1, { timestamp: '2026-03-01T10:00:00Z', messageId: 'a' });
  await taken(fact, fact, { ...fact, messageId: 'b' });
  await taken({ ...fact, messageId: 'c' }, posted(customer, 'tx-2', '-1.00', 1));
  const { features } = await sensed(customer.id, 2);
  expect(valueOf(features, 'transactions_30d')).toBe('2');
  const { customer: seen } = await customerFields(customer.id, TRANSACTIONS);
  expect(nodesOf(seen?.['transactions'])).toEqual([
    expect.objectContaining({ transactionId: 'tx-2', corrected: false }),
    expect.objectContaining({ transactionId: 'tx-1', version: 1, corrected: false }),
  ]);
});

test('a correction moves amount and date, features follow, and an older word that comes later is ignored', async () => {
  const customer = await givenCustomer();
  const first = posted(customer, 'tx-1', '-10.00', 2, { balanceAfter: '90.00', timestamp: '2026-03-01T10:00:00Z' });
  await taken(first);
  expect(valueOf((await sensed(customer.id, 1)).features, 'balance_latest')).toBe('90');
  const corrected = posted(customer, 'tx-1', '-25.00', 400, {
    balanceAfter: '75.00',
    timestamp: '2026-03-01T12:00:00Z',
  });
  await taken(corrected);
  const after = (await sensed(customer.id, 2)).features;
  expect(valueOf(after, 'transactions_30d')).toBe('0');
  expect(valueOf(after, 'balance_latest')).toBeNull();
  await taken({ ...first, timestamp: '2026-03-01T11:00:00Z' }, posted(customer, 'tx-2', '-1.00', 0));
  expect(valueOf((await sensed(customer.id, 3)).features, 'transactions_30d')).toBe('1');
  const { customer: seen } = await customerFields(customer.id, TRANSACTIONS);
  expect(nodesOf<object>(seen?.['transactions'])[1]).toEqual({
    transactionId: 'tx-1',
    bookedAt: new Date(NOON - 400 * DAY_MS - 3_600_000).toISOString(),
    amount: { amount: '-25.00' },
    version: 2,
    corrected: true,
  });
});

/** Salary until a month ago, then only spending, down through zero. */
const storyOf = (customer: { userId: string; accountId: string }) => [
  posted(customer, 'salary-1', '2400.00', 90, { balanceAfter: '2600.00' }),
  posted(customer, 'salary-2', '2400.00', 60, { balanceAfter: '2500.00' }),
  ...[40, 30, 20, 10, 6, 4, 3, 1].map((daysAgo, step) =>
    posted(customer, `spend-${step}`, '-350.00', daysAgo, { balanceAfter: String(2_150 - step * 350), mcc: '5411' }),
  ),
];

test('when salary stops and a payment is returned, stress is high and names the transactions', async () => {
  const customer = await givenCustomer();
  await taken(...storyOf(customer).slice(0, 4));
  expect((await sensed(customer.id, 1)).signals[0]).toMatchObject({
    kind: 'FINANCIAL_STRESS',
    level: expect.stringMatching(/NONE|LOW/),
  });
  await taken(...storyOf(customer).slice(4), {
    type: 'track',
    userId: customer.userId,
    event: 'Payment Returned',
    properties: {
      transactionId: 'rent-march',
      accountId: customer.accountId,
      amount: '-640.00',
      currency: 'EUR',
      returnedAt: new Date(NOON - 3_600_000).toISOString(),
      reason: 'INSUFFICIENT_FUNDS',
      narration: 'RENT MARCH',
    },
  });
  const { signals, features, newestFactAt } = await sensed(customer.id, 2);
  expect(signals[0]).toMatchObject({ level: 'HIGH', modelVersion: 'financial-stress-rules-2' });
  expect(signals[0]!.evidence.transactionIds).toEqual(['rent-march', 'spend-7']);
  expect(valueOf(features, 'buffer_days')).toBe('0');
  expect(newestFactAt).toBe(new Date(NOON - 3_600_000).toISOString());
  const signalFields =
    'signals(kinds: ["FINANCIAL_STRESS"]) { level score sentence agentSentence evidence { transactionIds } }';
  const agent = await customerFields(customer.id, signalFields);
  expect(agent.customer?.['signals']).toEqual([
    expect.objectContaining({
      level: 'HIGH',
      score: signals[0]!.score,
      agentSentence: expect.stringContaining('returned'),
    }),
  ]);
  const own = await customerFields(
    customer.id,
    'signals(kinds: ["FINANCIAL_STRESS"]) { level sentence }',
    viewerOf('CUSTOMER', customer.id),
  );
  expect(own.customer?.['signals']).toEqual([{ level: 'HIGH', sentence: expect.stringContaining('not alone') }]);
  const score = await customerFields(customer.id, 'signals { score }', viewerOf('CUSTOMER', customer.id));
  expect(score.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  const marketer = await customerFields(customer.id, 'signals { level }', viewerOf('MARKETER'));
  expect(marketer.customer?.['signals'] ?? null).toBeNull();
  expect(JSON.stringify(marketer)).not.toContain('HIGH');
});

test('the timeline holds transactions, events and signals, newest first, and marks what was history', async () => {
  const customer = await givenCustomer();
  await taken(
    ...storyOf(customer),
    { type: 'page', userId: customer.userId, name: 'Help' },
    posted(customer, 'ancient', '-1.00', 3_000),
  );
  await sensed(customer.id, 1);
  const page =
    'timeline(first: 3) { edges { cursor node { kind title history at } } pageInfo { hasNextPage endCursor } }';
  const { customer: seen } = await customerFields(customer.id, page);
  const timeline = seen?.['timeline'] as Connection<{ kind: string }>;
  expect(nodesOf(timeline)).toHaveLength(3);
  const rest = await customerFields(
    customer.id,
    page.replace('first: 3', `first: 50, after: "${timeline.pageInfo.endCursor}"`),
  );
  type Entry = { kind: string; title: string; history: boolean; at: string };
  const entries = [timeline, rest.customer?.['timeline']].flatMap((each) => nodesOf<Entry>(each));
  const counted = ['EVENT', 'TRANSACTION'].map((kind) => entries.filter((entry) => entry.kind === kind).length);
  expect(counted).toEqual([1, 11]);
  expect(entries.map(({ title }) => title)).toEqual(expect.arrayContaining([expect.stringContaining('not alone')]));
  expect(entries.at(-1)).toMatchObject({ title: 'BOOKING ancient', history: true });
  expect(entries.map(({ at }) => at)).toEqual(
    entries
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const delegate = await customerFields(
    customer.id,
    'timeline(first: 50) { edges { node { kind } } }',
    viewerOf('DELEGATE', customer.id),
  );
  expect(nodesOf<{ kind: string }>(delegate.customer?.['timeline']).map(({ kind }) => kind)).not.toContain('SIGNAL');
});

test("a joint account's transaction belongs to its owner, and whoever holds the account sees it there", async () => {
  const owner = await givenCustomer();
  const joint = await givenCustomer(fresh(), 'JOINT', owner.accountId);
  const ask = async (viewer = viewerOf('CUSTOMER', joint.id)) =>
    (
      await behavior.graph(
        viewer,
        `{ _entities(representations: [{__typename: "Account", id: "${owner.accountId}"}]) { ... on Account {
           transactions { edges { node { transactionId } } } } } }`,
      )
    ).data?.['_entities'] as ({ transactions: unknown } | null)[];
  await eventually(async () => expect(await ask()).toEqual([expect.anything()]));
  await eventually(async () => expect(await ask(viewerOf('CUSTOMER', owner.id))).toEqual([expect.anything()]));
  await taken(posted({ ...joint, accountId: owner.accountId }, 'tx-joint', '-5.00', 1));
  expect(valueOf((await sensed(owner.id, 1)).features, 'transactions_30d')).toBe('1');
  expect(nodesOf((await ask())[0]?.transactions)).toEqual([{ transactionId: 'tx-joint' }]);
  expect(await ask(viewerOf('CUSTOMER', fresh()))).toEqual([null]);
  const { customer } = await customerFields(joint.id, 'transactions { edges { node { transactionId } } }');
  expect(customer?.['transactions']).toEqual({ edges: [] });
});

test('transactions are found by date, amount and words', async () => {
  const customer = await givenCustomer();
  await taken(...[1, 2, 3, 4].map((n) => posted(customer, `tx-${n}`, `-${n}0.00`, n)));
  await sensed(customer.id, 1);
  const find = async (filter: string) => {
    const { customer: seen } = await customerFields(
      customer.id,
      `transactions(filter: ${filter}) { edges { node { transactionId } } }`,
    );
    return nodesOf<{ transactionId: string }>(seen?.['transactions']).map(({ transactionId }) => transactionId);
  };
  expect(await find('{minAmount: "-30", maxAmount: "-20"}')).toEqual(['tx-2', 'tx-3']);
  expect(await find('{text: "booking TX-4"}')).toEqual(['tx-4']);
  expect(await find(`{from: "${new Date(NOON - 3 * DAY_MS).toISOString()}"}`)).toEqual(['tx-1', 'tx-2']);
  expect(await find('{accountId: "another"}')).toEqual([]);
});

test('pages go on over thirty years, in one list of transactions and in one timeline', async () => {
  const customer = await givenCustomer();
  const ids = [...Array(30).keys()].map((n) => `tx-${String(n).padStart(2, '0')}`);
  await taken(...ids.map((id, n) => posted(customer, id, '-1.00', n * 390)));
  await sensed(customer.id, 1);
  const pagesOf = async (list: 'transactions' | 'timeline', field: string) => {
    const found: Record<string, string>[][] = [];
    for (let after = ''; ; ) {
      const fields = `edges { node { ${field} } } pageInfo { hasNextPage endCursor }`;
      const { customer: seen } = await customerFields(customer.id, `${list}(first: 11${after}) { ${fields} }`);
      const page = seen?.[list] as Connection<Record<string, string>>;
      found.push(nodesOf<Record<string, string>>(page));
      if (!page.pageInfo.hasNextPage) return found;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
  };
  const transactions = await pagesOf('transactions', 'transactionId');
  expect(transactions.map(({ length }) => length)).toEqual([11, 11, 8]);
  expect(transactions.flat().map(({ transactionId }) => transactionId)).toEqual(ids);
  const booked = (await pagesOf('timeline', 'kind title')).flat().filter(({ kind }) => kind === 'TRANSACTION');
  expect(booked.map(({ title }) => title)).toEqual(ids.map((id) => `BOOKING ${id}`));
});

test('a page reaches the first booking, however late that is told, and whichever id of a merged customer', async () => {
  const [one, two] = [await givenCustomer(), await givenCustomer()];
  const idsOf = async (id: string) => {
    const { customer } = await customerFields(id, 'transactions { edges { node { transactionId } } }');
    return nodesOf<{ transactionId: string }>(customer?.['transactions']).map(({ transactionId }) => transactionId);
  };
  await taken(posted(one, 'tx-now', '-1.00', 1));
  await sensed(one.id, 1);
  await taken(posted(one, 'tx-late', '-1.00', 5_000));
  await sensed(one.id, 2);
  expect(await idsOf(one.id)).toEqual(['tx-now', 'tx-late']);
  const corrected = { timestamp: new Date(NOON + 60_000).toISOString() };
  await taken(posted(one, 'tx-late', '-1.00', 9_000, corrected), posted(two, 'tx-two', '-2.00', 10));
  await sensed(one.id, 3);
  await sensed(two.id, 1);
  await behavior.publish(customerAliased, { about: one.id, sequence: 1, data: { currentCustomerId: two.id } });
  await eventually(async () => expect(await idsOf(two.id)).toEqual(['tx-now', 'tx-two', 'tx-late']));
});

test('a merged customer is sensed over both ids, and un-merged again separately', async () => {
  const [one, two] = [await givenCustomer(), await givenCustomer()];
  await taken(posted(one, 'tx-1', '-1.00', 1), posted(two, 'tx-2', '-2.00', 1));
  await sensed(one.id, 1);
  await sensed(two.id, 1);
  const countOf = async (id: string) => {
    const { customer } = await customerFields(id, 'features { name value }');
    return valueOf(customer?.['features'] as { name: string; value: string }[], 'transactions_30d');
  };
  await behavior.publish(customerAliased, { about: one.id, sequence: 1, data: { currentCustomerId: two.id } });
  await eventually(async () => expect(await countOf(two.id)).toBe('2'));
  await taken(posted(one, 'tx-1', '-1.50', 2, { timestamp: new Date(NOON + 3_600_000).toISOString() }));
  const { features } = await sensed(two.id, 2);
  expect(valueOf(features, 'transactions_30d')).toBe('2');
  await behavior.publish(customerAliased, { about: one.id, sequence: 2, data: { currentCustomerId: one.id } });
  await eventually(async () => expect(await countOf(two.id)).toBe('1'));
  expect(await countOf(one.id)).toBe('1');
});

test('of whom nothing is known everything is honestly empty', async () => {
  const { customer, errors } = await customerFields(
    fresh(),
    `recurring { id } features { name } signals { kind } archetypes { name } cashFlow { expected { amount } }
     goals { id } timeline { edges { cursor } }`,
  );
  expect(errors).toEqual([]);
  const empty = {
    recurring: [],
    features: [],
    signals: [],
    archetypes: [],
    cashFlow: null,
    goals: [],
    timeline: { edges: [] },
  };
  expect(customer).toEqual(empty);
});
