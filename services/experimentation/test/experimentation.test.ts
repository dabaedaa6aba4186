// The service whole: what it assigns, to whom it says so and what it refuses, on real PostgreSQL and NATS.
import { customerAliased, makeId } from '@rapport/contracts';
import { eventually, statementsDuring, type TestService, testService, viewerOf } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

const KEY = 'a-key-of-an-application';
const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);
let experimentation: TestService;
let counter = 0;
const fresh = () => makeId('cus', new Date(NOON), new Uint8Array(10).fill((counter += 1)));

beforeAll(async () => {
  experimentation = await testService('experimentation', start, storage, {
    CLOCK_OFFSET_MS: String(NOON - Date.now()),
    OFREP_KEYS: `another-key-of-another,${KEY}`,
  });
});
afterAll(() => experimentation.stop());

const ASSIGNMENTS = `query ($customers: [_Any!]!) {
  _entities(representations: $customers) {
    ... on Customer { assignments { experimentKey flagKey variationKey value inExperiment hashVersion } }
  }
}`;

const assignmentsOf = async (...ids: string[]) => {
  const customers = ids.map((id) => ({ __typename: 'Customer', id }));
  const { data, errors } = await experimentation.graph(viewerOf('ANALYST'), ASSIGNMENTS, { customers });
  expect(errors).toEqual([]);
  return (data?.['_entities'] as { assignments: { variationKey: string }[] }[]).map(({ assignments }) => assignments);
};

const evaluate = (body: unknown, { key = '', headers = {} }: { key?: string; headers?: Record<string, string> } = {}) =>
  fetch(`${experimentation.running.url}/ofrep/v1/evaluate/flags${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** The ids of two customers whose lots differ. */
const twoThatDiffer = async (): Promise<[string, string]> => {
  const ids = Array.from({ length: 30 }, fresh);
  const found = await assignmentsOf(...ids);
  const wordings = found.map(([first]) => first!.variationKey);
  return [ids[wordings.indexOf('plain')]!, ids[wordings.indexOf('warm')]!];
};

test('a customer of whom nothing is known is assigned to every experiment, the same each time', async () => {
  const id = fresh();
  const [first] = await assignmentsOf(id);
  expect(first).toEqual([
    {
      experimentKey: 'help-message-wording',
      flagKey: 'help-message-wording',
      variationKey: expect.stringMatching(/^(plain|warm)$/),
      value: expect.stringMatching(/^"(plain|warm)"$/),
      inExperiment: true,
      hashVersion: 2,
    },
  ]);
  expect(await assignmentsOf(id)).toEqual([first]);
});

test('a merged customer has the lot of the customer they became, and after the un-merge their own again', async () => {
  const [origin, current] = await twoThatDiffer();
  const before = await assignmentsOf(origin);
  const target = await assignmentsOf(current);
  await experimentation.publish(customerAliased, { about: origin, sequence: 1, data: { currentCustomerId: current } });
  await eventually(async () => expect(await assignmentsOf(origin)).toEqual(target));
  await experimentation.publish(customerAliased, { about: origin, sequence: 2, data: { currentCustomerId: origin } });
  await eventually(async () => expect(await assignmentsOf(origin)).toEqual(before));
});

test('a customer sees their own assignments and nobody else', async () => {
  const [mine, theirs] = [fresh(), fresh()];
  const customers = [mine, theirs].map((id) => ({ __typename: 'Customer', id }));
  const { data } = await experimentation.graph(viewerOf('CUSTOMER', mine), ASSIGNMENTS, { customers });
  expect(data?.['_entities']).toEqual([{ assignments: [expect.anything()] }, null]);
});

test('flags come with their experiments, page by page, for those who work with them', async () => {
  const QUERY = `query ($after: String) { experimentationFlags(first: 1, after: $after) {
    edges { node { key defaultValue changedAt
      experiments { key coverage hashVersion variations { key value weight } } } }
    pageInfo { hasNextPage endCursor } } }`;
  type Page = { edges: { node: { key: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const page = async (after: string | null) => {
    const { data } = await experimentation.graph(viewerOf('MARKETER'), QUERY, { after });
    return data?.['experimentationFlags'] as Page;
  };
  const first = await page(null);
  expect(first.edges[0]!.node).toEqual({
    key: 'help-message-wording',
    defaultValue: '"plain"',
    changedAt: '2026-01-01T00:00:00.000Z',
    experiments: [
      {
        key: 'help-message-wording',
        coverage: 1,
        hashVersion: 2,
        variations: [
          { key: 'plain', value: '"plain"', weight: 0.5 },
          { key: 'warm', value: '"warm"', weight: 0.5 },
        ],
      },
    ],
  });
  const second = await page(first.pageInfo.endCursor);
  expect(second.edges[0]!.node).toMatchObject({ key: 'spending-insights', defaultValue: 'true', experiments: [] });
  expect(second.pageInfo.hasNextPage).toBe(false);
  const { errors } = await experimentation.graph(viewerOf('CUSTOMER', fresh()), QUERY);
  expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('twenty customers cost as many statements as one', async () => {
  const statementsFor = async (count: number) => {
    const sent = await statementsDuring(() => assignmentsOf(...Array.from({ length: count }, fresh)));
    return sent.filter(({ text }) => /^SELECT ("flag"|origin|o\.asked)/.test(text)).length;
  };
  expect([await statementsFor(1), await statementsFor(20)]).toEqual([3, 3]);
});

describe('OFREP', () => {
  test('one flag says what the graph says, with the reason', async () => {
    const id = fresh();
    const [[assignment]] = (await assignmentsOf(id)) as [[{ variationKey: string }]];
    const response = await evaluate({ context: { targetingKey: id } }, { key: '/help-message-wording' });
    expect(await response.json()).toEqual({
      key: 'help-message-wording',
      value: assignment.variationKey,
      reason: 'SPLIT',
      variant: assignment.variationKey,
      metadata: { experimentKey: 'help-message-wording' },
    });
  });

  test('all flags come with a tag, and the same tag again brings nothing', async () => {
    const body = { context: { targetingKey: fresh() } };
    const response = await evaluate(body);
    const { flags } = (await response.json()) as { flags: { key: string }[] };
    expect(flags.map(({ key }) => key)).toEqual(['help-message-wording', 'spending-insights']);
    expect(flags[1]).toMatchObject({ value: true, reason: 'STATIC' });
    const again = await evaluate(body, { headers: { 'if-none-match': response.headers.get('etag')! } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.each([
    ['no key', { context: { targetingKey: 'c' } }, { headers: { authorization: 'Bearer wrong' } }, 401, undefined],
    ['an unknown flag', { context: { targetingKey: 'c' } }, { key: '/nothing' }, 404, 'FLAG_NOT_FOUND'],
    ['no targeting key', { context: {} }, {}, 400, 'TARGETING_KEY_MISSING'],
    ['no context', {}, { key: '/spending-insights' }, 400, 'INVALID_CONTEXT'],
    ['what is not JSON', '{"context"', {}, 400, 'PARSE_ERROR'],
  ])('%s is refused in the words of the protocol', async (_, body, options, status, errorCode) => {
    const response = await evaluate(body, options);
    const answer = (await response.json()) as { errorCode?: string; errorDetails: string };
    expect([response.status, answer.errorCode]).toEqual([status, errorCode]);
    expect(answer.errorDetails).toBeTruthy();
  });

  test('a key may also come as X-API-Key', async () => {
    const headers = { authorization: '', 'x-api-key': KEY };
    expect((await evaluate({ context: { targetingKey: 'c' } }, { headers })).status).toBe(200);
  });
});
