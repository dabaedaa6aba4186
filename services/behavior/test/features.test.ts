// Features as the graph tells them: as of any day, by name, from apps, offers and messages, and their catalogue.
import { customerAliased, customerSensed, messageChanged, outcomeRecorded } from '@rapport/contracts';
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { DAY_MS, NOON, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

const taken = async (...batch: object[]) =>
  expect(await send('/v1/batch', { batch })).toMatchObject({ status: 200, body: { rejected: [] } });

const featuresOf = async (id: string, asked = '', viewer = viewerOf('AGENT')) => {
  const { data, errors } = await behavior.graph(
    viewer,
    `{ _entities(representations: [{__typename: "Customer", id: "${id}"}]) {
       ... on Customer { features${asked} { name value } } } }`,
  );
  const [customer] = (data?.['_entities'] ?? []) as ({ features: { name: string; value: string | null }[] } | null)[];
  return {
    values: Object.fromEntries((customer?.features ?? []).map(({ name, value }) => [name, value])),
    errors,
  };
};

const ago = (days: number, minutes = 0) => new Date(NOON - days * DAY_MS + minutes * 60_000);

test('features are told as of a day that is past, from what is known now', async () => {
  const customer = await givenCustomer();
  await taken(posted(customer, 'tx-1', '-10.00', 40, { balanceAfter: '90.00' }), posted(customer, 'tx-2', '-1.00', 1));
  await sensed(customer.id, 1);
  await taken(posted(customer, 'tx-late', '-5.00', 50, { balanceAfter: '100.00' }));
  await sensed(customer.id, 2);
  const then = await featuresOf(customer.id, `(asOf: "${ago(40).toISOString()}")`);
  expect(then.values).toMatchObject({ transactions_30d: '2', balance_latest: '90' });
  const now = await featuresOf(customer.id, '(names: ["balance_latest", "transactions_30d"])');
  expect(now.values).toEqual({ transactions_30d: '1', balance_latest: '90' });
  expect((await featuresOf(customer.id, `(asOf: "${ago(400).toISOString()}")`)).values).toEqual({});
});

test('what cannot be told is refused in words that say how to ask', async () => {
  const { id } = await givenCustomer();
  const ahead = await featuresOf(id, `(asOf: "${ago(-2).toISOString()}")`);
  expect(ahead.errors[0]).toMatchObject({ message: expect.stringContaining('asOf'), path: expect.anything() });
  const unknown = await featuresOf(id, '(names: ["shoe_size"])');
  expect(unknown.errors[0]!.message).toContain('behaviorFeatures');
  expect(unknown.errors[0]!.extensions?.['code']).toBe('INVALID_INPUT');
});

test('the use of an app becomes features, also where its events come late and over two ids of one person', async () => {
  const [one, two] = [await givenCustomer(), await givenCustomer()];
  const screen = (userId: string, at: Date, device: string) => ({
    type: 'screen',
    userId,
    name: 'Home',
    timestamp: at.toISOString(),
    context: { device: { id: device, type: 'ios' } },
  });
  await taken(screen(one.userId, ago(3, 40), 'phone'), { type: 'page', userId: two.userId, name: 'Help' });
  await sensed(one.id, 1);
  await sensed(two.id, 1);
  await taken(screen(one.userId, ago(3), 'phone'), screen(one.userId, ago(3, 20), 'phone'));
  await sensed(one.id, 2);
  expect((await featuresOf(one.id)).values).toMatchObject({
    sessions_30d: '1',
    active_days_30d: '1',
    days_since_seen: '3',
    mobile_share_90d: '1',
    devices_90d: '1',
  });
  await behavior.publish(customerAliased, { about: one.id, sequence: 1, data: { currentCustomerId: two.id } });
  await eventually(async () =>
    expect((await featuresOf(two.id)).values).toMatchObject({
      sessions_30d: '2',
      days_since_seen: '0',
      mobile_share_90d: '0.75',
    }),
  );
});

test('what became of offers and messages is read, in whatever order it is told, and sets nothing off', async () => {
  const { id } = await givenCustomer();
  const outcome = (decisionId: string, outcome: 'SEEN' | 'ACCEPTED', time: Date) =>
    behavior.publish(outcomeRecorded, {
      about: id,
      time,
      data: { decisionId, actionKey: 'savings-plan', group: 'SAVING', outcome },
    });
  const message = (status: 'SENT' | 'DELIVERED', time: Date) =>
    behavior.publish(messageChanged, {
      about: id,
      time,
      data: {
        messageId: 'msg_1',
        decisionId: 'dec_1',
        contactPointId: null,
        channel: 'SMS',
        purpose: 'SERVICE',
        status,
        reasons: [],
        permitId: null,
      },
    });
  await outcome('dec_1', 'ACCEPTED', ago(2));
  await message('DELIVERED', ago(2));
  await outcome('dec_1', 'SEEN', ago(3));
  await outcome('dec_1', 'SEEN', ago(1));
  await message('SENT', ago(3));
  await eventually(async () =>
    expect((await featuresOf(id)).values).toMatchObject({
      offers_seen_90d: '1',
      offers_accepted_90d: '1',
      offers_dismissed_90d: '0',
      decision_minutes_90d: '1440',
      message_response_90d: '1',
    }),
  );
  const probe = await givenCustomer();
  await taken(posted(probe, 'tx-probe', '-1.00', 1));
  await sensed(probe.id, 1);
  expect(await behavior.published(customerSensed, id, 0)).toEqual([]);
});

test('a financial literacy that is stated wins, the latest word whenever it comes', async () => {
  const { id, userId } = await givenCustomer();
  const states = (financialLiteracy: unknown, at: Date) => ({
    type: 'identify',
    userId,
    timestamp: at.toISOString(),
    traits: { financialLiteracy },
  });
  await taken(states(0.8, ago(1)), posted({ userId, accountId: `acct-${id.slice(-8)}` }, 'tx', '-1.00', 1));
  await sensed(id, 1);
  await taken(states(0.2, ago(5)), states('high', ago(0)), states(7, ago(0)));
  await sensed(id, 2);
  expect((await featuresOf(id)).values['financial_literacy']).toBe('0.8');
});

test('what may hurt if known is not shown to a delegate', async () => {
  const customer = await givenCustomer();
  await taken(posted(customer, 'tx-1', '-10.00', 1));
  await sensed(customer.id, 1);
  const names = async (role: 'CUSTOMER' | 'DELEGATE') =>
    Object.keys((await featuresOf(customer.id, '', viewerOf(role, customer.id))).values);
  expect(await names('CUSTOMER')).toContain('medical_share_90d');
  expect(await names('DELEGATE')).not.toContain('medical_share_90d');
  expect(await names('DELEGATE')).toContain('balance_latest');
});

test('the catalogue names every feature once, with its meaning and its readers', async () => {
  const { data, errors } = await behavior.graph(
    viewerOf('ANALYST'),
    `{ behaviorFeatures { name description unit windowDays formula source owner dataClass readsFrom freshness
         changesDaily usedBy { reader name } } }`,
  );
  expect(errors).toEqual([]);
  const all = data?.['behaviorFeatures'] as { name: string; usedBy: object[]; freshness: string }[];
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(50);
  expect(all.find(({ name }) => name === 'balance_latest')!.usedBy).toEqual(
    expect.arrayContaining([
      { reader: 'SIGNAL', name: 'FINANCIAL_STRESS' },
      { reader: 'FEATURE', name: 'buffer_days' },
      { reader: 'SERVICE', name: 'decisioning' },
    ]),
  );
  expect(all.find(({ name }) => name === 'offers_seen_90d')!.freshness).toBe('WITH_THE_NEXT_FACT');
  const marketer = await behavior.graph(viewerOf('MARKETER'), '{ behaviorFeatures { name } }');
  expect(marketer.data?.['behaviorFeatures'] ?? null).toBeNull();
});
