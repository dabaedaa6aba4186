// Somebody without a telephone number is helped by e-mail, and one click in their mailbox ends it.
import {
  callsOf,
  customerOf,
  type DemoCustomer,
  eventually,
  generateCustomer,
  startMailServer,
  storyOf,
  type TestHouse,
  testHouse,
} from '@rapport/testkit';

/** Noon in Berlin: nobody is asleep. */
const NOON = '2026-03-02T11:00:00.000Z';

let mail: Awaited<ReturnType<typeof startMailServer>>;
let house: TestHouse;
let person: DemoCustomer;
let steps: (readonly object[])[];
let id: string;
let way: string;

const contactability = async (channel: string) => {
  const { data } = await house.ask<{ customer: { contactability: { allowed: boolean; reasons: string[] } } }>(
    { role: 'agent' },
    `query ($id: ID!) { customer(id: $id) {
      contactability(channel: ${channel}, purpose: SERVICE) { allowed reasons } } }`,
    { id },
  );
  return data.customer.contactability;
};

const outbound = async () => {
  type Message = { direction: string; status: string; reasons: string[] };
  type Page<T> = { edges: { node: T }[] };
  const { data } = await house.ask<{ customer: { conversations: Page<{ messages: Page<Message> }> } }>(
    { role: 'agent' },
    `query ($id: ID!) { customer(id: $id) { conversations { edges { node { channel
      messages { edges { node { direction status reasons } } } } } } } }`,
    { id },
  );
  return data.customer.conversations.edges.flatMap(({ node }) => node.messages.edges.map((edge) => edge.node));
};

const withoutPhone = (call: object): object => {
  const { traits, ...rest } = call as { traits?: Record<string, unknown> };
  if (!traits) return call;
  const { phone: _, ...kept } = traits;
  return { ...rest, traits: kept };
};

beforeAll(async () => {
  mail = await startMailServer();
  house = await testHouse({ now: NOON, smtpUrl: mail.url });
  person = generateCustomer('salaried-family', { seed: 4713, today: NOON.slice(0, 10) });
  steps = storyOf(person, new Date(NOON)).map(({ calls }) => calls);
  const calls = [...callsOf(person), ...steps.slice(0, 3).flat()].map(withoutPhone);
  for (let begin = 0; begin < calls.length; begin += 200) {
    expect(await house.send(calls.slice(begin, begin + 200))).toMatchObject({ status: 200 });
  }
  id = await customerOf(house, person.userId);
}, 90_000);
afterAll(async () => {
  await house.stop();
  await mail.stop();
});

test('help comes by e-mail, in the customer’s language, with its way out', async () => {
  const taken = await mail.mailTo(person.email);
  expect(taken.from).toBe('help@bank.example');
  expect(taken.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(taken.parts.get('text/plain')).toContain('Raten');
  way = /<(http[^>]+\/unsubscribe\/[^>]+)>/.exec(taken.headers.get('list-unsubscribe')!)![1]!;
  expect(way.startsWith(`${house.url}/unsubscribe/`)).toBe(true);
  await eventually(async () => expect(await outbound()).toMatchObject([{ direction: 'OUT', status: 'SENT' }]));
});

test('opening the link asks and changes nothing; one click ends it at once', async () => {
  expect(await (await fetch(way)).text()).toContain('<button');
  expect(await contactability('EMAIL')).toEqual({ allowed: true, reasons: [] });
  const click = await fetch(way, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    redirect: 'error',
  });
  expect(click.status).toBe(200);
  await eventually(
    async () => expect(await contactability('EMAIL')).toEqual({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'] }),
    { timeoutMs: 5_000, everyMs: 20 },
  );
});

test('when it gets worse nothing more is written, and the reason is kept', async () => {
  expect((await house.send(steps[3]!)).status).toBe(200);
  await eventually(async () => expect(await outbound()).toHaveLength(2), { timeoutMs: 15_000 });
  await eventually(async () =>
    expect(await outbound()).toContainEqual(
      expect.objectContaining({ status: 'SUPPRESSED', reasons: expect.arrayContaining(['CONTACT_POINT_BLOCKED']) }),
    ),
  );
  expect(mail.mailsTo(person.email)).toHaveLength(1);
});
