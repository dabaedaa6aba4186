// A house with two people in it, and everybody who may ask: through the front door, and at each subgraph with a
// statement made by hand.
import type { Role } from '@rapport/contracts';
import { customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';
import { statement } from './forge.ts';

const NOON = '2026-03-02T11:00:00.000Z';
const NOBODY = 'cus_01kjq393ftfzcb0pst4sr92vas';

/** Whose object it is: of the customer who asks or is acted for, of somebody else, or of nobody. */
export const THINGS = ['own', 'other', 'none'] as const;
export type Thing = (typeof THINGS)[number];
type Ids = { Customer: string; Account: string; Decision: string; userId: string };

export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { path?: readonly (string | number)[]; extensions: { code: string } }[];
};

const post = async (url: string, headers: Record<string, string>, body: object): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  return { data: null, errors: [], ...(JSON.parse(text) as object), status: response.status, text };
};

/** A person, an account and a transaction; every word of theirs is a canary. */
const callsFor = (name: 'own' | 'other'): object[] => {
  const call = (type: string, more: object) => ({
    type,
    userId: `user-${name}`,
    messageId: `${JSON.stringify(more).length}-${type}-${name}`,
    timestamp: NOON,
    ...more,
  });
  const account = { accountId: `account-${name}`, currency: 'EUR' };
  const transaction = { ...account, transactionId: `transaction-${name}`, amount: '-12.50', bookedAt: NOON };
  return [
    call('identify', { traits: { name: `Canary ${name}` } }),
    call('track', {
      event: 'Account Opened',
      properties: { ...account, accountType: 'CURRENT', name: `Canary account ${name}` },
    }),
    call('track', {
      event: 'Transaction Posted',
      properties: { ...transaction, narration: `Canary narration ${name}`, balanceAfter: '900.00' },
    }),
  ];
};

const idsOf = async (house: TestHouse, name: 'own' | 'other'): Promise<Ids> => {
  const Customer = await customerOf(house, `user-${name}`);
  const Decision = await eventually(
    async () => {
      const { data } = await house.ask<{ me: { nextBestActions: { id: string }[]; accounts: unknown[] } }>(
        { role: 'customer', subject: Customer },
        '{ me { nextBestActions(surface: HOME) { id } accounts { id transactions { edges { cursor } } } } }',
      );
      if (!JSON.stringify(data.me.accounts).includes('cursor')) throw new Error('the transaction has not arrived');
      const [first] = data.me.nextBestActions;
      if (!first) throw new Error('nothing is proposed');
      return first.id;
    },
    { timeoutMs: 15_000 },
  );
  return { Customer, Account: `account-${name}`, Decision, userId: `user-${name}` };
};

/** Starts it. It takes some seconds. */
export const startAccessWorld = async () => {
  const house = await testHouse({ now: NOON });
  const { places, secrets } = house.rapport;
  const { status } = await house.send([...callsFor('own'), ...callsFor('other')]);
  if (status !== 200) throw new Error(`the people were not taken in: ${status}`);
  const none = {
    Customer: NOBODY,
    Account: 'account-none',
    Decision: NOBODY.replace('cus_', 'dec_'),
    userId: 'nobody',
  };
  const ids: Readonly<Record<Thing, Ids>> = {
    own: await idsOf(house, 'own'),
    other: await idsOf(house, 'other'),
    none,
  };

  const actsFor = (role: Role): string[] => (['CUSTOMER', 'DELEGATE'].includes(role) ? [ids.own.Customer] : []);
  const tokens = new Map<Role, Promise<string>>();
  const tokenOf = (role: Role): Promise<string> => {
    const name = role.toLowerCase().replaceAll('_', '-') as Parameters<TestHouse['ask']>[0]['role'];
    const token = tokens.get(role) ?? house.rapport.token({ role: name, customers: actsFor(role) });
    tokens.set(role, token);
    return token;
  };
  return {
    ids,
    /** The customers whom somebody of this role acts for here. */
    actsFor,
    /** Asks through the front door. */
    ask: async (role: Role, query: string): Promise<Answer> =>
      post(house.url, { authorization: `Bearer ${await tokenOf(role)}` }, { query }),
    /** Asks a service itself, as the gateway does. */
    askSubgraph: (name: string, role: Role, query: string, variables: object = {}): Promise<Answer> => {
      const service = name as keyof typeof secrets.statementKeys;
      const second = Math.floor(house.rapport.now().getTime() / 1_000);
      const viewer = { subject: 'matrix', roles: [role], customerIds: actsFor(role), scopes: [] };
      const said = { viewer, audience: name, issuedAt: second, expiresAt: second + 30 };
      const headers = { 'x-rapport-statement': statement(secrets.statementKeys[service], said) };
      return post(`http://127.0.0.1:${places.ports[service]}`, headers, { query, variables });
    },
    /** Values for whatever a field demands. */
    valuesFor: (thing: Thing): Record<string, string> => ({
      id: ids[thing].Customer,
      customerId: ids[thing].Customer,
      decisionId: ids[thing].Decision,
      type: 'USER_ID',
      value: ids[thing].userId,
      surface: 'HOME',
      channel: 'SMS',
      purpose: 'RESEARCH',
      outcome: 'SEEN',
      name: 'Nobody in particular',
      events: 'OFFER_DECIDED',
      partnerId: NOBODY.replace('cus_', 'prt_'),
      credentialId: NOBODY.replace('cus_', 'pky_'),
      from: ids[thing].Customer,
      into: ids[thing].Customer,
      reason: 'they asked for it',
      description: 'Counts something.',
      event: 'Something Happened',
      computes: 'COUNT',
      file: '{}',
      kind: 'FINANCIAL_STRESS',
      since: '"2026-03-02T11:00:00Z"',
      verdict: 'CONFIRMED',
      source: 'demo',
      mode: 'OFF',
    }),
    stop: () => house.stop(),
  };
};
export type AccessWorld = Awaited<ReturnType<typeof startAccessWorld>>;
