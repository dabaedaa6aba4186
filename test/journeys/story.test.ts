// The story, through the front door: a customer runs out of money, is protected and helped instead of sold to,
// answers, says stop, and is left in peace.
import {
  callsOf,
  customerOf,
  type DemoCustomer,
  eventually,
  generateCustomer,
  storyOf,
  type TestHouse,
  testHouse,
} from '@rapport/testkit';

/** Noon in Berlin: nobody is asleep. */
const NOON = '2026-03-02T11:00:00.000Z';

let house: TestHouse;
let person: DemoCustomer;
let id: string;
let steps: (readonly object[])[];
const asAgent = { role: 'agent' } as const;
const asRiskOfficer = { role: 'risk-officer' } as const;

type Signal = { kind: string; level: string; evidence: { transactionIds: string[] } };
type Message = { direction: string; status: string; text: string; reasons: string[] };
type Decision = { id: string; action: { key: string }; explanation: string[] };

const ask = async <Data>(who: Parameters<TestHouse['ask']>[0], fields: string): Promise<Data> => {
  const { data, errors } = await house.ask<{ customer: Data }>(
    who,
    `query ($id: ID!) { customer(id: $id) { ${fields} } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data.customer;
};

const stress = async () =>
  (await ask<{ signals: Signal[] }>(asAgent, 'signals { kind level evidence { transactionIds } }')).signals.find(
    ({ kind }) => kind === 'FINANCIAL_STRESS',
  );

const messages = async () => {
  const fields = 'conversations { edges { node { messages { edges { node { direction status text reasons } } } } } }';
  type Page<T> = { edges: { node: T }[] };
  const { conversations } = await ask<{ conversations: Page<{ messages: Page<Message> }> }>(asAgent, fields);
  return conversations.edges.flatMap(({ node }) => node.messages.edges.map((edge) => edge.node));
};

const proposed = async (surface: string, who: Parameters<TestHouse['ask']>[0] = asAgent) =>
  (
    await ask<{ nextBestActions: Decision[] }>(
      who,
      `nextBestActions(surface: ${surface}) { id action { key } explanation }`,
    )
  ).nextBestActions;

const contactability = async () =>
  (
    await ask<{ contactability: { allowed: boolean; reasons: string[] } }>(
      asAgent,
      'contactability(channel: SMS, purpose: SERVICE) { allowed reasons }',
    )
  ).contactability;

const sendAll = async (calls: readonly object[]) => {
  for (let begin = 0; begin < calls.length; begin += 200) {
    const { status, body } = await house.send(calls.slice(begin, begin + 200));
    expect({ status, body }).toMatchObject({ status: 200, body: { success: true, rejected: [] } });
  }
};

/** Sends the calls of a step and waits until the signal stands at a level. */
const tellUntil = async (calls: readonly object[], level: string): Promise<Signal> => {
  await sendAll(calls);
  return eventually(
    async () => {
      const signal = await stress();
      expect(signal?.level).toBe(level);
      return signal!;
    },
    { timeoutMs: 15_000 },
  );
};

const transactionsIn = (calls: readonly object[]) =>
  calls.flatMap((call) => (call as { properties?: { transactionId?: string } }).properties?.transactionId ?? []);

const outbound = async () => (await messages()).filter(({ direction }) => direction === 'OUT');

beforeAll(async () => {
  house = await testHouse({ now: NOON });
  person = generateCustomer('salaried-family', { seed: 4711, today: NOON.slice(0, 10) });
  steps = storyOf(person, new Date(NOON)).map(({ calls }) => calls);
  await sendAll(callsOf(person));
  id = await customerOf(house, person.userId);
}, 90_000);
afterAll(() => house.stop());

test('a year of an ordinary life raises nothing and starts no conversation', async () => {
  await eventually(async () => expect((await stress())?.level).toBe('NONE'));
  expect(await messages()).toEqual([]);
});

test('when the balance falls below zero, a signal names the transactions that show it', async () => {
  const told = steps.slice(0, 3).flat();
  const signal = await tellUntil(told, 'MEDIUM');
  expect(transactionsIn(told)).toEqual(expect.arrayContaining(signal.evidence.transactionIds.slice(0, 1)));
});

test('the customer is watched over, credit is suppressed, and help is proposed with its reasons', async () => {
  await eventually(async () =>
    expect(await ask(asRiskOfficer, 'protection { level reason }')).toEqual({
      protection: { level: 'WATCH', reason: 'FINANCIAL_STRESS' },
    }),
  );
  const [first] = await proposed('SUPPORT');
  expect(first).toMatchObject({ action: { key: 'repayment-plan' } });
  expect(first!.explanation.length).toBeGreaterThan(0);
  expect((await proposed('LENDING')).map(({ action }) => action.key)).not.toContain('personal-loan');
});

test('one message goes out, in the customer’s language', async () => {
  await eventually(async () => expect(await outbound()).toHaveLength(1), { timeoutMs: 15_000 });
  await eventually(async () => expect(await outbound()).toMatchObject([{ status: 'SENT' }]));
  expect(person.locale).toMatch(/^de/);
  expect((await outbound())[0]!.text).toContain('Raten');
});

test('the reply is in the conversation', async () => {
  const { status } = await house.text({ from: person.phone, body: 'Ja, das würde mir helfen' });
  expect(status).toBe(200);
  await eventually(async () =>
    expect(await messages()).toContainEqual(
      expect.objectContaining({ direction: 'IN', text: 'Ja, das würde mir helfen' }),
    ),
  );
});

test('a forged message is refused and leaves nothing', async () => {
  const response = await fetch(`${house.url}/webhooks/twilio/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'Zm9yZ2Vk' },
    body: new URLSearchParams({ MessageSid: 'SMforged', From: person.phone, To: '+15550100000', Body: 'START' }),
  });
  expect(response.status).toBe(403);
  expect((await messages()).map(({ text }) => text)).not.toContain('START');
});

test('stop blocks the contact point within a second', async () => {
  const { reply } = await house.text({ from: person.phone, body: 'Stop, bitte!' });
  expect(reply).toContain('<Message>');
  await eventually(
    async () => expect(await contactability()).toEqual({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'] }),
    { timeoutMs: 1_000, everyMs: 20 },
  );
});

test('when payments come back the customer is protected; the next message is not sent, and says why', async () => {
  const signal = await tellUntil(steps[3]!, 'HIGH');
  expect(signal.evidence.transactionIds).toEqual(
    expect.arrayContaining(transactionsIn(steps[3]!).filter((transactionId) => transactionId.endsWith('returned'))),
  );
  await eventually(async () =>
    expect(await ask(asRiskOfficer, 'protection { level }')).toEqual({ protection: { level: 'PROTECTED' } }),
  );
  await eventually(
    async () =>
      expect((await outbound()).map(({ status, reasons }) => ({ status, reasons }))).toEqual([
        { status: 'SUPPRESSED', reasons: ['CONTACT_POINT_BLOCKED'] },
        { status: 'SENT', reasons: [] },
      ]),
    { timeoutMs: 15_000 },
  );
});

test('dismissing an offer changes what is proposed next', async () => {
  const asCustomer = { role: 'customer', subject: id } as const;
  const [first] = await proposed('SUPPORT', asCustomer);
  const { data } = await house.ask<{ recordOutcome: { userErrors: unknown[] } }>(
    asCustomer,
    'mutation ($id: ID!) { recordOutcome(input: {decisionId: $id, outcome: DISMISSED}) { userErrors { code } } }',
    { id: first!.id },
  );
  expect(data.recordOutcome.userErrors).toEqual([]);
  const [next] = await proposed('SUPPORT', asCustomer);
  expect(next?.action.key).not.toBe(first!.action.key);
});

test('facts that show it all at once lead to one message and no more', async () => {
  person = generateCustomer('freelancer', { seed: 4712, today: NOON.slice(0, 10) });
  await sendAll(callsOf(person));
  id = await customerOf(house, person.userId);
  await tellUntil(
    storyOf(person, new Date(NOON)).flatMap(({ calls }) => calls),
    'HIGH',
  );
  await eventually(async () => expect(await outbound()).toMatchObject([{ status: 'SENT' }]), { timeoutMs: 15_000 });
  expect(await ask(asRiskOfficer, 'protection { level }')).toEqual({ protection: { level: 'PROTECTED' } });
});

test('no log holds an address or a name', async () => {
  for (const process of ['profile', 'behavior', 'consent', 'decisioning', 'messaging', 'gateway']) {
    const log = await house.logOf(process);
    expect(log).toContain('serves');
    for (const secret of [person.phone, person.email, person.lastName]) expect(log).not.toContain(secret);
  }
});

test('a stop from a number that nobody owns holds for whoever brings it along later', async () => {
  const phone = '+491555098765';
  await house.text({ from: phone, body: 'STOP' });
  const userId = 'late-owner';
  await sendAll([
    {
      type: 'identify',
      userId,
      messageId: 'late-owner-1',
      timestamp: NOON,
      traits: { name: 'Lea Neu', phone, locale: 'de-DE', timezone: 'Europe/Berlin' },
    },
  ]);
  id = await customerOf(house, userId);
  await eventually(async () =>
    expect(await contactability()).toEqual({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'] }),
  );
});
