// Somebody who is two customers becomes one, and two again: every service answers for both, and then for each.
import {
  callsOf,
  customerOf,
  eventually,
  generateCustomer,
  storyOf,
  type TestHouse,
  testHouse,
} from '@rapport/testkit';

const NOW = '2026-03-02T15:00:00.000Z';
const EMAIL = 'mara.twice@example.org';

let house: TestHouse;
/** Known to the bank by a user id, in trouble, and spoken to. */
let client: string;
/** Known by a mailbox alone: an account at another desk, and a word about marketing. */
let mailbox: string;
const person = generateCustomer('salaried-family', { seed: 4714, today: NOW.slice(0, 10) });

const asAgent = { role: 'agent' } as const;

type Seen = {
  id: string;
  identities: { type: string }[];
  accounts: { id: string }[];
  transactions: { edges: { node: { accountId: string } }[] };
  features: { name: string; value: string | null }[];
  consents: { purpose: string; granted: boolean }[];
  contactability: { allowed: boolean; reasons: string[] };
  signals: { level: string }[];
  protection: { level: string } | null;
  conversations: { edges: { node: { channel: string } }[] };
};

const seen = async (id: string, who: Parameters<TestHouse['ask']>[0] = asAgent): Promise<Seen> => {
  const { data, errors } = await house.ask<{ customer: Seen }>(
    who,
    `query ($id: ID!) { customer(id: $id) { id identities { type } accounts { id }
       transactions(first: 100) { edges { node { accountId } } } features { name value }
       contactability(channel: SMS, purpose: MARKETING) { allowed reasons }
       signals(kinds: ["FINANCIAL_STRESS"]) { level } protection { level }
       conversations { edges { node { channel } } } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data.customer;
};

const consents = async (id: string) => {
  const { data } = await house.ask<{ customer: Pick<Seen, 'consents'> }>(
    { role: 'supervisor' },
    'query ($id: ID!) { customer(id: $id) { consents { purpose granted } } }',
    { id },
  );
  return data.customer.consents;
};

const change = async (mutation: string, type: string, input: object) => {
  const { data, errors } = await house.ask<{ done: { customer: { id: string } | null; userErrors: unknown[] } }>(
    asAgent,
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { customer { id } userErrors { code } } }`,
    { input },
  );
  expect({ errors, userErrors: data.done.userErrors }).toEqual({ errors: [], userErrors: [] });
  return data.done.customer!.id;
};

const accountsIn = ({ transactions }: Seen) => new Set(transactions.edges.map(({ node }) => node.accountId));

/** How many transactions of the last 30 days their features count. */
const counted = ({ features }: Seen): number =>
  Number(features.find(({ name }) => name === 'transactions_30d')?.value ?? 0);

const sendAll = async (calls: readonly object[]) => {
  for (let begin = 0; begin < calls.length; begin += 200) {
    const { status, body } = await house.send(calls.slice(begin, begin + 200));
    expect({ status, body }).toMatchObject({ status: 200, body: { success: true, rejected: [] } });
  }
};

/** A second account, opened and used by somebody of whom only a mailbox is known. */
const atAnotherDesk = (): object[] => {
  const anonymousId = 'desk-tablet';
  const account = { accountId: 'acct-other-desk', currency: 'EUR' };
  const track = (event: string, messageId: string, properties: object) => ({
    type: 'track',
    anonymousId,
    timestamp: '2026-03-01T10:00:00.000Z',
    event,
    messageId,
    properties,
  });
  return [
    { type: 'identify', anonymousId, messageId: 'desk-0', traits: { email: EMAIL } },
    track('Account Opened', 'desk-1', { ...account, accountType: 'SAVINGS' }),
    track('Transaction Posted', 'desk-2', {
      ...account,
      transactionId: 'desk-saved',
      amount: '25.00',
      bookedAt: '2026-03-01T10:00:00.000Z',
      narration: 'Einzahlung',
    }),
  ];
};

beforeAll(async () => {
  house = await testHouse({ now: NOW });
  await sendAll(atAnotherDesk());
  await sendAll(callsOf(person));
  await sendAll(storyOf(person, new Date(NOW)).flatMap(({ calls }) => calls));
  client = await customerOf(house, person.userId);
  mailbox = await eventually(async () => {
    const { data } = await house.ask<{ customerByIdentity: { id: string } | null }>(
      asAgent,
      `{ customerByIdentity(type: EMAIL, value: "${EMAIL}") { id } }`,
    );
    expect(data.customerByIdentity).not.toBeNull();
    return data.customerByIdentity!.id;
  });
}, 60_000);
afterAll(() => house.stop());

describe('a client and a mailbox', () => {
  let ofEach: [number, number];

  test('are two customers, each with what is theirs', async () => {
    const [ofClient, ofMailbox] = await eventually(
      async () => {
        const both = [await seen(client), await seen(mailbox)] as const;
        expect(both[0].protection?.level).toBe('PROTECTED');
        expect(both[0].conversations.edges).not.toEqual([]);
        expect([...accountsIn(both[1])]).toEqual(['acct-other-desk']);
        return both;
      },
      { timeoutMs: 30_000 },
    );
    expect(ofMailbox.protection?.level ?? 'NONE').toBe('NONE');
    expect(ofMailbox.conversations.edges).toEqual([]);
    expect(accountsIn(ofClient)).not.toContain('acct-other-desk');
    ofEach = [counted(ofClient), counted(ofMailbox)];
    expect(ofEach).toEqual([expect.any(Number), 1]);
    await change('consentGrant', 'ConsentInput', { customerId: client, purpose: 'MARKETING' });
    await change('consentWithdraw', 'ConsentInput', { customerId: mailbox, purpose: 'MARKETING' });
    expect((await seen(client)).contactability.reasons).not.toContain('PURPOSE_WITHDRAWN');
  });

  test('become one: an agent says so, and everything of both is seen under either id', async () => {
    const merged = await change('profileMergeCustomers', 'MergeCustomersInput', {
      from: mailbox,
      into: client,
      reason: 'same passport at both desks',
    });
    expect(merged).toBe([client, mailbox].sort()[0]);
    for (const id of [client, mailbox]) {
      await eventually(
        async () => {
          const one = await seen(id);
          expect(one.id).toBe(merged);
          expect(one.identities.map(({ type }) => type)).toEqual(expect.arrayContaining(['USER_ID', 'EMAIL']));
          expect(one.accounts.map(({ id: accountId }) => accountId)).toContain('acct-other-desk');
          expect(accountsIn(one)).toContain('acct-other-desk');
          expect(accountsIn(one).size).toBeGreaterThan(1);
          expect(counted(one)).toBe(ofEach[0] + ofEach[1]);
          expect(one.protection?.level).toBe('PROTECTED');
          expect(one.conversations.edges).not.toEqual([]);
          expect(one.contactability.allowed).toBe(false);
        },
        { timeoutMs: 15_000 },
      );
    }
  });

  test('the denial of either wins while they are one', async () => {
    const { contactability } = await seen(client);
    expect(contactability.reasons).toContain('PURPOSE_WITHDRAWN');
  });

  test('what happens while they are one is sensed of both', async () => {
    await sendAll([
      {
        type: 'track',
        userId: person.userId,
        messageId: 'while-one',
        timestamp: NOW,
        event: 'Transaction Posted',
        properties: {
          accountId: 'acct-other-desk',
          transactionId: 'while-one',
          amount: '-1.00',
          currency: 'EUR',
          bookedAt: NOW,
          narration: 'Kiosk',
        },
      },
    ]);
    ofEach[1] += 1;
    await eventually(async () => expect(counted(await seen(mailbox))).toBe(ofEach[0] + ofEach[1]), {
      timeoutMs: 10_000,
    });
    expect((await seen(mailbox)).signals).toEqual([{ level: 'HIGH' }]);
  });

  test('a token that names the earlier id still opens everything of theirs', async () => {
    const { data, errors } = await house.ask<{ me: { id: string; accounts: { id: string }[]; protection: unknown } }>(
      { role: 'customer', subject: client },
      '{ me { id accounts { id } transactions(first: 1) { edges { cursor } } protection { level } } }',
    );
    expect(errors).toEqual([]);
    expect(data.me).toMatchObject({ id: client, protection: { level: 'PROTECTED' } });
    expect(data.me.accounts.map(({ id }) => id)).toContain('acct-other-desk');
  });

  test('become two again, each with what was theirs, and the history says why', async () => {
    const younger = [client, mailbox].sort()[1]!;
    await change('profileUnmergeCustomers', 'UnmergeCustomersInput', { customerId: younger, reason: 'two cousins' });
    await eventually(
      async () => {
        const [ofClient, ofMailbox] = [await seen(client), await seen(mailbox)];
        expect([ofClient.id, ofMailbox.id]).toEqual([client, mailbox]);
        expect([counted(ofClient), counted(ofMailbox)]).toEqual(ofEach);
        expect([...accountsIn(ofMailbox)]).toEqual(['acct-other-desk']);
        expect(accountsIn(ofClient)).not.toContain('acct-other-desk');
        expect([ofClient.protection?.level, ofMailbox.protection?.level ?? 'NONE']).toEqual(['PROTECTED', 'NONE']);
        // What only both together showed does not stand on with one of them.
        expect([ofClient.signals, ofMailbox.signals]).toEqual([[{ level: 'HIGH' }], [{ level: 'NONE' }]]);
        expect(ofMailbox.conversations.edges).toEqual([]);
        expect(ofClient.conversations.edges).not.toEqual([]);
      },
      { timeoutMs: 15_000 },
    );
    expect((await seen(client)).contactability.reasons).not.toContain('PURPOSE_WITHDRAWN');
    expect(await consents(client)).toContainEqual({ purpose: 'MARKETING', granted: true });
    expect(await consents(mailbox)).toContainEqual({ purpose: 'MARKETING', granted: false });
    const { data } = await house.ask<{ customer: { identityHistory: { edges: { node: unknown }[] } } }>(
      asAgent,
      'query ($id: ID!) { customer(id: $id) { identityHistory(first: 2) { edges { node { kind reason } } } } }',
      { id: younger },
    );
    expect(data.customer.identityHistory.edges.map(({ node }) => node)).toEqual([
      { kind: 'UNMERGED', reason: 'two cousins' },
      { kind: 'MERGED', reason: 'same passport at both desks' },
    ]);
  });
});
