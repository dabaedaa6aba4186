// A partner listens at the front door: hears of who agreed to it and of nobody else, until they withdraw.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ActionGroup, decisionMade, makeId } from '@rapport/contracts';
import { connectNats, createLog, customerOf, eventually, type TestHouse, testHouse } from '@rapport/testkit';

const NOON = '2026-03-02T11:00:00.000Z';

let house: TestHouse;
let agrees: string;
let silent: string;

type Heard = { id: string; type: string; subject: string; data: Record<string, string> };
type Stream = { heard: Heard[]; lastId: () => string; leave: () => void };

/** Listens at the front door with the credential of the local house's own partner. */
const listen = async (lastEventId?: string): Promise<Stream> => {
  const abort = new AbortController();
  const headers = {
    accept: 'text/event-stream',
    authorization: `Bearer ${house.rapport.secrets.partnerCredential}`,
    ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
  };
  const { status, body } = await fetch(`${house.url}/partner/events`, { headers, signal: abort.signal });
  expect(status).toBe(200);
  const heard: Heard[] = [];
  let [rest, lastId] = ['', ''];
  const read = async () => {
    for await (const chunk of body!) {
      const blocks = (rest + Buffer.from(chunk).toString()).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        lastId = /^id: (.+)$/m.exec(block)?.[1] ?? lastId;
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (data) heard.push(JSON.parse(data) as Heard);
      }
    }
  };
  // It breaks when the service is killed: the last id goes on elsewhere.
  void read().catch(() => undefined);
  return { heard, lastId: () => lastId, leave: () => abort.abort() };
};

const until = (stream: Stream, count: number): Promise<Heard[]> =>
  eventually(
    async () => {
      if (stream.heard.length < count) throw new Error(`${stream.heard.length} of ${count} came`);
      return stream.heard.slice();
    },
    { timeoutMs: 15_000 },
  );

const say = async (mutation: string, customerId: string, purpose: string): Promise<void> => {
  const { errors, data } = await house.ask<Record<string, { userErrors: unknown[] }>>(
    { role: 'customer', subject: customerId },
    `mutation ($input: ConsentInput!) { ${mutation}(input: $input) { userErrors { message } } }`,
    { input: { customerId, purpose } },
  );
  expect({ errors, refused: data[mutation]!.userErrors }).toEqual({ errors: [], refused: [] });
};

/** In the app the customer accepts what is proposed to them; gives the action's key. */
const accept = async (customerId: string): Promise<string> => {
  const who = { role: 'customer', subject: customerId } as const;
  const offer = await eventually(
    async () => {
      const { data } = await house.ask<{ me: { nextBestActions: { id: string; action: { key: string } }[] } }>(
        who,
        '{ me { nextBestActions(surface: SAVINGS) { id action { key } } } }',
      );
      const found = data.me.nextBestActions.find(({ action }) => action.key === 'savings-goal');
      if (!found) throw new Error('no savings goal is proposed yet');
      return found;
    },
    { timeoutMs: 15_000 },
  );
  const { errors } = await house.ask(
    who,
    'mutation ($id: ID!) { recordOutcome(input: {decisionId: $id, outcome: ACCEPTED}) { userErrors { message } } }',
    { id: offer.id },
  );
  expect(errors).toEqual([]);
  return offer.action.key;
};

/** Decisioning decides: as it would with a catalogue in which more than help begins a conversation. */
const decide = async (about: string, group: ActionGroup, actionKey: string): Promise<void> => {
  const text = await readFile(join(house.dataDir, 'house.json'), 'utf8');
  const { natsAdminUrl } = JSON.parse(text) as { natsAdminUrl: string };
  const nats = await connectNats(natsAdminUrl, 'test', createLog('test', 'silent'));
  const at = house.rapport.now();
  const id = makeId('evt', at, new Uint8Array(randomBytes(10)));
  const decisionId = makeId('dec', at, new Uint8Array(randomBytes(10)));
  const envelope = {
    specversion: '1.0',
    id,
    source: '/rapport/decisioning',
    type: decisionMade.type,
    subject: about,
    time: at.toISOString(),
    recordedtime: at.toISOString(),
    sequence: '1',
    correlationid: id,
    dataclassification: decisionMade.dataClass,
    datacontenttype: 'application/json',
    data: { ...decisionMade.example, decisionId, actionKey, group, surface: 'HOME', channels: ['IN_APP'] },
  };
  await nats.jetstream().publish(`${decisionMade.subject}.${about}`, JSON.stringify(envelope), { msgID: id });
  await nats.close();
};

beforeAll(async () => {
  house = await testHouse({ now: NOON, apart: ['partners'] });
  const people = ['agrees', 'silent'].flatMap((userId) => [
    { type: 'identify', userId, messageId: `i-${userId}`, timestamp: NOON, traits: { name: 'Ada Probe' } },
    {
      type: 'track',
      userId,
      messageId: `a-${userId}`,
      timestamp: NOON,
      event: 'Account Opened',
      properties: { accountId: `account-${userId}`, currency: 'EUR', accountType: 'CURRENT', name: 'Current' },
    },
  ]);
  expect(await house.send(people)).toMatchObject({ status: 200, body: { rejected: [] } });
  [agrees, silent] = [await customerOf(house, 'agrees'), await customerOf(house, 'silent')];
  await eventually(() => say('consentGrant', agrees, 'PERSONALISATION'));
  await eventually(() => say('consentGrant', silent, 'PERSONALISATION'));
}, 90_000);
afterAll(() => house.stop());

test('without a credential the front door tells nobody anything', async () => {
  const response = await fetch(`${house.url}/partner/events`);
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 401,
    body: { code: 'UNAUTHENTICATED' },
  });
});

test('a partner hears of who agreed, through a crash, until they withdraw, and of nobody else', async () => {
  const first = await listen();
  await say('consentGrant', agrees, 'PARTNER_SHARING');
  await until(first, 1);
  await accept(silent);
  await decide(silent, 'SAVING', 'savings-goal');
  await decide(agrees, 'HELP', 'repayment-plan');
  await decide(agrees, 'SAVING', 'savings-goal');
  await until(first, 2);

  await house.rapport.supervisor.kill('partners');
  const action = await accept(agrees);
  await house.rapport.supervisor.start('partners');
  const second = await eventually(() => listen(first.lastId()), { timeoutMs: 15_000 });
  await until(second, 1);
  await say('consentWithdraw', agrees, 'PARTNER_SHARING');
  await until(second, 2);
  await decide(agrees, 'SAVING', 'savings-goal');
  await say('consentGrant', silent, 'PARTNER_SHARING');
  const [answered, withdrawn, other] = await until(second, 3);

  const [granted, decided] = first.heard;
  const short = (event: Heard | undefined) => [event?.type.slice('rapport.partner.'.length), event?.data];
  expect([granted, decided, answered, withdrawn, other].map(short)).toEqual([
    ['sharing.granted.v1', { purpose: 'PARTNER_SHARING' }],
    ['offer.decided.v1', { action: 'savings-goal', surface: 'HOME', channel: 'IN_APP' }],
    ['offer.answered.v1', { action, answer: 'ACCEPTED' }],
    ['sharing.withdrawn.v1', { purpose: 'PARTNER_SHARING' }],
    ['sharing.granted.v1', { purpose: 'PARTNER_SHARING' }],
  ]);
  const pairwise = [granted, decided, answered, withdrawn].map((event) => event?.subject);
  expect(new Set(pairwise).size).toBe(1);
  expect(pairwise).not.toContain(other!.subject);
  expect(JSON.stringify([...first.heard, ...second.heard])).not.toMatch(/cus_|HELP|repayment|Ada/);
  second.leave();
  first.leave();
}, 60_000);

test('the customer sees that the partner was told, how often, and can look it up at any time', async () => {
  const { data, errors } = await house.ask<{ me: { sharedWith: unknown[] } }>(
    { role: 'customer', subject: agrees },
    '{ me { sharedWith { partnerName eventCount lastSharedAt } } }',
  );
  expect(errors).toEqual([]);
  expect(data.me.sharedWith).toEqual([
    { partnerName: 'Demo', eventCount: 4, lastSharedAt: expect.stringMatching(/^2026-03-02T11:/) },
  ]);
});
