// Part of the graph may fail, never all of it: each service is stopped in turn and the others' fields still come.
import { customerOf, eventually, PROCESSES, type TestHouse, testHouse } from '@rapport/testkit';

const NOON = '2026-03-02T11:00:00.000Z';
const asAgent = { role: 'agent' } as const;

/** A field of each service that is an honest empty list for a customer of whom it holds nothing. */
const FIELD_OF = {
  profile: 'accounts { id }',
  behavior: 'goals { id }',
  consent: 'consents { purpose }',
  decisioning: 'automations { key }',
  messaging: 'conversations { edges { cursor } }',
  experimentation: 'assignments { experimentKey }',
  partners: 'sharedWith { partnerName }',
} as const;
type Service = keyof typeof FIELD_OF;
const SERVICES = Object.keys(FIELD_OF) as Service[];

let house: TestHouse;
let id: string;

const nameOf = (service: Service): string => FIELD_OF[service].split(' ')[0]!;

const ask = () =>
  house.ask<{ customer: Record<string, unknown> | null }>(
    asAgent,
    `query ($id: ID!) { customer(id: $id) { id ${Object.values(FIELD_OF).join(' ')} } }`,
    { id },
  );

beforeAll(async () => {
  house = await testHouse({ now: NOON, apart: PROCESSES });
  const call = { type: 'identify', userId: 'u-1', messageId: 'm-1', timestamp: NOON, traits: { name: 'Ada Probe' } };
  expect((await house.send([call])).status).toBe(200);
  id = await customerOf(house, 'u-1');
}, 90_000);
afterAll(() => house.stop());

test('with everything up, every field comes', async () => {
  const { data, errors } = await ask();
  expect(errors).toEqual([]);
  for (const service of SERVICES) expect([service, data.customer?.[nameOf(service)]]).not.toEqual([service, null]);
});

test.each(SERVICES.filter((service) => service !== 'profile'))(
  'while %s is down its fields are null and say so, and all others come',
  async (service) => {
    await house.rapport.supervisor.kill(service);
    const { data, errors } = await ask();
    expect(data.customer?.[nameOf(service)]).toBeNull();
    expect(errors[0]).toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service } });
    for (const other of SERVICES.filter((name) => name !== service)) {
      expect([other, data.customer?.[nameOf(other)]]).not.toEqual([other, null]);
    }
    await house.rapport.supervisor.start(service);
    await eventually(async () => expect((await ask()).errors).toEqual([]));
  },
  30_000,
);

test('while profile is down the customer is null and says so, and other root fields keep working', async () => {
  await house.rapport.supervisor.kill('profile');
  const { data, errors } = await ask();
  expect(data.customer).toBeNull();
  expect(errors[0]).toMatchObject({ path: ['customer'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  const letters = await house.ask<{ consentDeadLetters: { edges: unknown[] } }>(
    { role: 'operator' },
    '{ consentDeadLetters(first: 1) { edges { cursor } } }',
  );
  expect(letters.data.consentDeadLetters.edges).toEqual([]);
  await house.rapport.supervisor.start('profile');
  await eventually(async () => expect((await ask()).errors).toEqual([]));
}, 30_000);

test('facts that arrive while a service is down are not lost', async () => {
  await house.rapport.supervisor.kill('profile');
  const sent = await house.send([
    { type: 'identify', userId: 'u-2', messageId: 'm-2', timestamp: NOON, traits: { name: 'Ben Spät' } },
  ]);
  expect(sent.status).toBe(200);
  await house.rapport.supervisor.start('profile');
  expect(await customerOf(house, 'u-2')).toMatch(/^cus_/);
}, 40_000);
