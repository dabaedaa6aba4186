// Webhooks of other systems: each shipped example whole, what is refused, and data that rest on a permission.
import { profileResolve } from '@rapport/contracts';
import { openIngest } from '@rapport/platform';
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { fresh, INGEST_KEY, NOON, outsideOf, startBehavior } from './behavior-setup.ts';
import { example, knocker, SOURCE_SETTINGS, SOURCES, type Source, signed, signedByPlaid } from './sources-setup.ts';

let behavior: TestService;
const { givenCustomer } = outsideOf(() => behavior);
const knock = knocker(() => behavior);
const people = new Map<string, string>();
/** While it is set, profile thinks about who somebody is. */
let thinking: Promise<void> | null = null;

beforeAll(async () => {
  behavior = await startBehavior(SOURCE_SETTINGS);
  behavior.answers(profileResolve, async ({ sets }) => {
    await thinking;
    const customerIds = sets.map(({ identifiers: [strongest] }) => {
      const id = people.get(strongest!.value) ?? fresh();
      people.set(strongest!.value, id);
      return id;
    });
    return { customerIds };
  });
});
afterAll(() => behavior.stop());

type Node = Record<string, unknown>;
const byText = (a: string, b: string) => a.localeCompare(b);
const of = async (userId: string, fields: string, viewer = viewerOf('AGENT')): Promise<Record<string, Node[]>> => {
  const { data, errors } = await behavior.graph(
    viewer,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${fields} } } }`,
    { of: [{ __typename: 'Customer', id: people.get(userId) ?? userId }] },
  );
  expect(errors).toEqual([]);
  const [entity] = data?.['_entities'] as Record<string, Node[] | { edges: { node: Node }[] }>[];
  return Object.fromEntries(
    Object.entries(entity!).map(([name, list]) => [name, 'edges' in list ? list.edges.map(({ node }) => node) : list]),
  );
};
const transactionsOf = async (userId: string) =>
  (await of(userId, 'transactions { edges { node { transactionId amount { amount } version } } }'))[
    'transactions'
  ]!.map(({ transactionId, amount, version }) =>
    [transactionId, (amount as { amount: string }).amount, `v${String(version)}`].join(' '),
  );
const titlesOf = async (userId: string): Promise<string[]> => {
  const { timeline } = await of(userId, 'timeline(first: 100) { edges { node { title } } }');
  return timeline!.map(({ title }) => String(title)).toSorted(byText);
};
const accessesOf = async (userId: string) =>
  (await of(userId, 'dataAccess { id source status validUntil }'))['dataAccess']!;
const rejects = async () => {
  const { data } = await behavior.graph(
    viewerOf('OPERATOR'),
    '{ behaviorRejects(first: 100) { edges { node { source path code remedy messageId } } } }',
  );
  return (data?.['behaviorRejects'] as { edges: { node: Node }[] }).edges.map(({ node }) => node);
};
const metrics = async () => (await fetch(`${behavior.running.url}/metrics`)).text();

test.each(SOURCES)('the shipped example of %s is taken whole', async (source) => {
  expect(await knock(source, example(source, { 'u-4711': `whole-${source}` }))).toMatchObject({
    status: 200,
    body: { success: true, rejected: [] },
  });
});

test.each<[Source, string[]]>([
  ['loan-origination', ['Document Received', 'Application Step', 'Application Step']],
  ['loan-servicing', ['Payment Received', 'Instalment Due', 'Loan Opened']],
  ['billing', ['Payment Received']],
])('what %s tells stands in the timeline of its customer', async (source, titles) => {
  await knock(source, example(source, { 'u-4711': `told-${source}` }));
  await eventually(async () => expect(await titlesOf(`told-${source}`)).toEqual(titles.toSorted(byText)));
});

/** What reaches INGEST of a source by some work, as soon as a call names a word. */
const callsNaming = async (word: string, source: Source, work: () => Promise<unknown>): Promise<unknown[]> => {
  const filterSubjects = `rapport.ingest.${source}`;
  const consumer = await behavior.nats.jetstream().consumers.get('INGEST', { filterSubjects });
  const messages = await consumer.consume();
  await work();
  try {
    for await (const message of messages) {
      const { calls } = openIngest(INGEST_KEY, message.data);
      if (JSON.stringify(calls).includes(word)) return calls;
    }
    return [];
  } finally {
    await messages.close();
  }
};

test('a contact of the CRM goes on as identify, with the id that the CRM knows it by', async () => {
  const body = example('crm', { 'u-4711': 'crm-customer' });
  expect(await callsNaming('crm-customer', 'crm', () => knock('crm', body))).toMatchObject([
    {
      type: 'identify',
      timestamp: '2026-03-02T10:58:31.000Z',
      traits: { name: 'Frieda Winter', phone: '+4915228817401' },
      identifiers: expect.arrayContaining([
        { type: 'USER_ID', value: 'crm-customer' },
        { type: 'CRM_ID', value: '0035g00000XyZ12AAB' },
      ]),
    },
  ]);
});

test('a lead of the CRM without a customer number is known by the CRM’s id', async () => {
  const body = example('crm', { '"u-4711"': 'null', '0035g': '0035h' });
  const [call] = await callsNaming('0035h', 'crm', () => knock('crm', body));
  const { identifiers } = call as { identifiers: { type: string; value: string }[] };
  expect(identifiers.map(({ type }) => type)).toEqual(['EMAIL', 'PHONE', 'CRM_ID', 'ANONYMOUS_ID']);
  expect(identifiers.at(-1)!.value).toBe('crm-0035h00000XyZ12AAB');
});

test('a webhook that is not signed, wrongly or too long ago, is refused, counted and leaves nothing', async () => {
  const before = await rejects();
  const body = JSON.stringify(example('billing', { 'u-4711': 'unsigned' }));
  const unsigned = await knock('billing', body, {});
  expect(unsigned).toMatchObject({ status: 401, body: { success: false, code: 'UNAUTHENTICATED', rejected: [] } });
  expect(unsigned.body.message).toContain('expected: billing-signature with v1=hex of HMAC-SHA256');
  expect((await knock('billing', `${body} `, signed('billing', body))).body.message).toContain('does not fit the body');
  const stale = await knock('billing', body, signed('billing', body, NOON - 6 * 60_000));
  expect(stale).toMatchObject({ status: 401, body: { message: expect.stringContaining('five minutes') } });
  expect(await knock('nobody', body, {})).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  expect(people.has('unsigned')).toBe(false);
  expect(await rejects()).toEqual(before);
  expect(await metrics()).toMatch(/rapport_source_requests_total\{source="billing",result="unsigned",.*\} 3/);
});

test('good rows are taken, the others told by place and field and kept without their words', async () => {
  const body = example('loan-servicing', { 'u-4711': 'half-good' }) as { zahlungen: Node[]; loans: unknown[] };
  body.zahlungen.push(
    { ...body.zahlungen[0], belegnummer: 'Z-2', betrag: 'Canary' },
    { ...body.zahlungen[0], belegnummer: '' },
    { ...body.zahlungen[0], betrag: '7,00' },
  );
  body.loans.push('no loan', { vertragsnummer: 'X', auszahlung: '31.02.2026' });
  const { status, body: answer } = await knock('loan-servicing', body);
  expect(status).toBe(200);
  expect(answer.rejected.map(({ path, code }) => `${String(path)} ${String(code)}`).toSorted(byText)).toEqual([
    'loans.1 INVALID',
    'loans.2: timestamp INVALID',
    'zahlungen.1: properties.amount INVALID',
    'zahlungen.2: key INVALID',
    'zahlungen.3: key INVALID',
  ]);
  expect(JSON.stringify(answer)).not.toContain('Canary');
  expect((await rejects()).map(({ path }) => path)).toEqual(expect.arrayContaining(['zahlungen.1: properties.amount']));
  await eventually(async () => expect(await titlesOf('half-good')).toHaveLength(3));
});

test('the same webhook again is harmless, a corrected row is a new version', async () => {
  const body = example('plaid', { 'u-4711': 'again', eVBn: 'again', lPNj: 'again', BxBX: 'again', yhnU: 'again2' });
  await knock('plaid', body);
  await knock('plaid', body);
  await eventually(async () => expect(await transactionsOf('again')).toHaveLength(2));
  const [first] = body['added'] as Node[];
  await knock('plaid', { ...body, added: [], modified: [{ ...first, amount: 24.9 }] });
  await eventually(async () =>
    expect(await transactionsOf('again')).toEqual([
      expect.stringMatching(/^plaid-again2\S+ 1850 v1$/),
      expect.stringMatching(/^plaid-again\S+ -24.9 v2$/),
    ]),
  );
  expect((await titlesOf('again')).filter((title) => title === 'Account Opened')).toHaveLength(2);
});

test('a permission is seen by the customer, and for no longer than the law allows', async () => {
  await knock('berlin-group', example('berlin-group', { 'u-4711': 'seen', '5f1f8a9e': 'seen' }));
  const id = people.get('seen')!;
  const { dataAccess } = await of(
    'seen',
    'dataAccess { id source status grantedAt validUntil }',
    viewerOf('CUSTOMER', id),
  );
  expect(dataAccess).toEqual([
    {
      id: expect.stringContaining('seen'),
      source: 'berlin-group',
      status: 'VALID',
      grantedAt: '2026-03-01T08:30:00.000Z',
      // The bank says 2027; 180 days are the most.
      validUntil: '2026-08-28T08:30:00.000Z',
    },
  ]);
  await eventually(async () =>
    expect(await transactionsOf('seen')).toEqual(['psd2-2026022800003 2300.00 v1', 'psd2-2026022700017 -88.00 v1']),
  );
});

test('without a grant, after its expiry and after its end, data are refused and nothing is kept', async () => {
  const body = example('plaid', { 'u-4711': 'over', eVBn: 'over', lPNj: 'over', BxBX: 'over' });
  const { item, ...data } = body as { item: Node };
  const codesOf = async (sent: unknown) => {
    const { status, body: answer } = await knock('plaid', sent);
    return [status, ...new Set(answer.rejected.map(({ code }) => code))];
  };
  const { client_user_id: _, ...bare } = item;
  expect(await codesOf({ ...data, item: { item_id: item['item_id'] } })).toEqual([400, 'ACCESS_UNKNOWN']);
  expect(await codesOf({ ...data, item: bare })).toEqual([400, 'ACCESS_UNKNOWN']);
  expect(people.has('over')).toBe(false);
  const expired = { ...item, consent_expiration_time: '2026-03-02T10:59:59Z' };
  expect(await codesOf({ ...data, item: expired })).toEqual([200, 'ACCESS_EXPIRED']);
  expect(await accessesOf('over')).toMatchObject([{ status: 'EXPIRED' }]);
  const renewed = { ...item, created_at: '2026-03-02T10:59:00Z' };
  const revoked = { webhook_type: 'ITEM', webhook_code: 'USER_PERMISSION_REVOKED', item_id: item['item_id'] };
  expect(await codesOf({ item: renewed })).toEqual([200]);
  expect(await accessesOf('over')).toMatchObject([{ status: 'VALID' }]);
  const ended = JSON.stringify(revoked);
  expect((await knock('plaid', ended, signedByPlaid(ended))).status).toBe(200);
  // The grant delivered once more revives nothing.
  expect(await codesOf({ ...data, item: renewed })).toEqual([200, 'ACCESS_REVOKED']);
  expect(await accessesOf('over')).toMatchObject([{ status: 'REVOKED' }]);
  expect(await titlesOf('over')).toEqual([]);
  const kept = (await rejects()).filter(({ code }) => String(code).startsWith('ACCESS'));
  expect(kept.map(({ messageId }) => messageId)).toEqual(kept.map(() => null));
  expect(JSON.stringify(kept)).not.toContain('TESCO');
});

test('what was taken before a permission ended, and is applied after it, is held back', async () => {
  const { item, ...data } = example('plaid', { 'u-4711': 'late', eVBn: 'late', BxBX: 'late' }) as { item: Node };
  await knock('plaid', { item });
  let decide = () => {};
  thinking = new Promise((resolve) => {
    decide = resolve;
  });
  expect((await knock('plaid', { item, ...data })).status).toBe(503);
  const bare = { item_id: item['item_id'] };
  expect(await knock('plaid', { ...data, item: bare })).toMatchObject({ status: 200, body: { rejected: [] } });
  await knock('plaid', { webhook_type: 'ITEM', webhook_code: 'USER_PERMISSION_REVOKED', ...bare });
  // An end that names its customer needs nobody's word on who they are.
  const psd2 = example('berlin-group', { 'u-4711': 'late' }) as { consent: Node };
  const ended = { consent: { ...psd2.consent, consentStatus: 'revokedByPsu' } };
  expect(await knock('berlin-group', ended)).toMatchObject({ status: 200, body: { rejected: [] } });
  decide();
  thinking = null;
  await eventually(
    async () => {
      const held = (await rejects()).filter(({ path, code }) => path === 'access' && code === 'ACCESS_REVOKED');
      expect(held).toHaveLength(4);
    },
    { timeoutMs: 15_000 },
  );
  expect(await titlesOf('late')).toEqual([]);
});

test('a permission says whose data they are: a payload can name neither another person nor their account', async () => {
  const victim = await givenCustomer();
  const body = example('plaid', { 'u-4711': 'thief', eVBn: 'thief', BxBX: 'thief' }) as { added: Node[]; item: Node };
  await knock('plaid', body);
  await eventually(async () => expect(await transactionsOf('thief')).toHaveLength(2));
  const posing = body.added.map((row, n) => ({
    ...row,
    transaction_id: `posed-${n}`,
    'access.userId': victim.userId,
    access: { userId: victim.userId },
  }));
  await knock('plaid', { ...body, added: posing });
  await eventually(async () => expect(await transactionsOf('thief')).toHaveLength(4));
  expect(await transactionsOf(victim.id)).toEqual([]);
  const { body: answer } = await knock('plaid', { item: { ...body.item, client_user_id: victim.userId } });
  expect(answer.rejected).toMatchObject([{ path: 'item: accesses.userId', code: 'INVALID' }]);
  const account = `plaid-${String(body.added[0]!['account_id'])}`;
  await givenCustomer(fresh(), 'OWNER', account);
  const foreign = await eventually(async () => {
    const { body: told } = await knock('plaid', {
      item: body.item,
      added: [{ ...body.added[0], transaction_id: 'x' }],
    });
    expect(told.rejected).toHaveLength(1);
    return told.rejected;
  });
  expect(foreign).toMatchObject([{ path: 'added.0: properties.accountId', code: 'ACCESS_FOREIGN' }]);
});

test('a body that is no JSON, or in which nothing is meant, is answered clearly', async () => {
  expect((await knock('crm', '{"event": oops}')).body.message).toContain('line 1, column 11');
  expect(await knock('crm', { event: 'contact.merged' })).toMatchObject({ status: 200, body: { rejected: [] } });
  expect(await knock('crm', '[]')).toMatchObject({ status: 200, body: { rejected: [] } });
  const deep = `{"contact": ${'['.repeat(60_000)}${']'.repeat(60_000)}}`;
  expect(await knock('crm', deep)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('nested deeper than 32 levels') },
  });
  const many = { loans: Array.from({ length: 2_501 }, (_, n) => ({ vertragsnummer: n })) };
  expect(await knock('loan-servicing', many)).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('2501 rows') },
  });
});
