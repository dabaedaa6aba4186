// Signals and archetypes as the graph tells them, what others hear of them, and what the passing of time does to them.
import { customerSensed, type DomainEvent } from '@rapport/contracts';
import { createLog, createTransact, type Database, openDatabase, sql } from '@rapport/platform';
import { eventually, statementsDuring, type TestService, testClock, viewerOf } from '@rapport/testkit';
import { createStores, storage } from '../src/store/stores.ts';
import { senseDue } from '../src/usecases/sense-due.ts';
import { createModelWatch } from '../src/usecases/watch-models.ts';
import { DAY_MS, NOON, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
let database: Database;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
  const quiet = createLog('test', 'silent');
  database = await openDatabase({ url: behavior.databaseUrl, poolSize: 3, name: 'behavior' }, storage, quiet);
}, 60_000);
afterAll(async () => {
  await database.dataSource.destroy();
  await behavior.stop();
});

const taken = async (...batch: object[]) =>
  expect(await send('/v1/batch', { batch })).toMatchObject({ status: 200, body: { rejected: [] } });

const fieldsOf = async (id: string, fields: string, viewer = viewerOf('AGENT')) => {
  const { data, errors } = await behavior.graph(
    viewer,
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) {
       ... on Customer { ${fields} } } }`,
    { id },
  );
  return { customer: (data?.['_entities'] as [Record<string, unknown>])?.[0], errors };
};

type Customer = { readonly userId: string; readonly accountId: string };
const narrated = (customer: Customer, narration: string, amount: string, daysAgo: number, mcc?: string) => {
  const call = posted(customer, `${narration.replaceAll(' ', '-')}-${daysAgo}`, amount, daysAgo, mcc ? { mcc } : {});
  return { ...call, properties: { ...call.properties, narration } };
};

/** A funeral, a widow's pension and an estate, among ordinary payments. */
const mourning = (customer: Customer) => [
  narrated(customer, 'BESTATTUNG PIETAET', '-3900.00', 8, '7261'),
  narrated(customer, 'RENTEN SERVICE WITWENRENTE', '640.00', 3),
  narrated(customer, 'NOTAR NACHLASS', '-410.00', 2),
  ...[1, 4, 9, 16, 25, 40, 70].map((ago) => narrated(customer, 'SUPERMARKT', '-40.00', ago, '5411')),
];

test('a guess about a death protects, and reaches nobody who did not ask for it by name', async () => {
  const customer = await givenCustomer();
  await taken(...mourning(customer));
  const { signals } = await sensed(customer.id, 1);
  expect(signals.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['FINANCIAL_STRESS', 'VULNERABILITY']));
  expect(JSON.stringify(signals)).not.toMatch(/BEREAVEMENT|funeral/);
  const asked = 'signals(kinds: ["BEREAVEMENT"]) { kind level sentence }';
  const kindsFor = async (viewer = viewerOf('AGENT')) =>
    (await fieldsOf(customer.id, 'signals { kind }', viewer)).customer?.['signals'];
  for (const viewer of [viewerOf('AGENT'), viewerOf('SUPERVISOR'), viewerOf('CUSTOMER', customer.id)]) {
    expect(await kindsFor(viewer)).toEqual(expect.arrayContaining([{ kind: 'VULNERABILITY' }]));
    expect(await kindsFor(viewer)).not.toEqual(expect.arrayContaining([{ kind: 'BEREAVEMENT' }]));
  }
  const own = await fieldsOf(customer.id, asked, viewerOf('CUSTOMER', customer.id));
  expect(own.customer?.['signals']).toEqual([
    { kind: 'BEREAVEMENT', level: 'MEDIUM', sentence: expect.stringContaining('You need not say why') },
  ]);
  expect((await fieldsOf(customer.id, asked, viewerOf('SUPERVISOR'))).customer?.['signals']).toHaveLength(1);
  for (const role of ['AGENT', 'RISK_OFFICER', 'MARKETER'] as const) {
    const refused = await fieldsOf(customer.id, asked, viewerOf(role));
    expect(refused.customer?.['signals'] ?? null).toBeNull();
    expect(JSON.stringify(refused)).not.toContain('MEDIUM');
  }
  const { customer: seen } = await fieldsOf(customer.id, 'timeline(first: 50) { edges { node { kind title } } }');
  expect(JSON.stringify(seen)).not.toContain('You need not say why. ');
  expect(await sql(database, `SELECT 1 FROM signal_change WHERE kind = 'BEREAVEMENT'`)).toEqual([]);
});

test('a kind that there is not is refused, and the catalogue says which there are', async () => {
  const customer = await givenCustomer();
  const { errors } = await fieldsOf(customer.id, 'signals(kinds: ["LUCK"]) { kind }');
  expect(errors[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  const catalogue = '{ behaviorSignals { kind description modelVersion features sensitivity seenBy dwellDays } }';
  const { data } = await behavior.graph(viewerOf('ANALYST'), catalogue);
  expect(data?.['behaviorSignals']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'FINANCIAL_STRESS', sensitivity: 'ORDINARY', dwellDays: 0 }),
      expect.objectContaining({ kind: 'ILLNESS', seenBy: ['CUSTOMER', 'SUPERVISOR', 'COMPLIANCE_OFFICER'] }),
    ]),
  );
  expect((await behavior.graph(viewerOf('MARKETER'), catalogue)).data?.['behaviorSignals'] ?? null).toBeNull();
});

test('an estimate stands beside the evidence, for those who help the customer', async () => {
  const customer = await givenCustomer();
  const paid = [1, 12, 31, 62].map((ago) => posted(customer, `in-${ago}`, '2400.00', ago, { balanceAfter: '9000' }));
  await taken(...paid);
  await sensed(customer.id, 1);
  const asked = 'signals(kinds: ["LIFETIME_VALUE"]) { evidence { estimate { value low high unit } } }';
  const agent = (await fieldsOf(customer.id, asked)).customer?.['signals'] as {
    evidence: { estimate: { value: number; low: number; high: number; unit: string } };
  }[];
  const { value, low, high, unit } = agent[0]!.evidence.estimate;
  expect([value > low, value < high, unit]).toEqual([true, true, 'EUR/year']);
  const own = await fieldsOf(customer.id, asked, viewerOf('CUSTOMER', customer.id));
  expect(own.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

/** How many rows of a table each write of some work brought. */
const rowsWritten = async (table: string, work: () => Promise<unknown>): Promise<number[]> => {
  const sent = await statementsDuring(work);
  const writes = sent.filter(({ text }) => text.includes(`INSERT INTO ${table} `));
  return writes.map(({ values }) => (JSON.parse(values[0] as string) as unknown[]).length);
};

test('two dozen signals cost a few rows, and none where nothing changed', async () => {
  const customer = await givenCustomer();
  const facts = [1, 8, 15, 40].map((ago) => posted(customer, `tx-${ago}`, '-20.00', ago, { balanceAfter: '3000' }));
  const [first] = await rowsWritten('signal_state', async () => {
    await taken(...facts);
    await sensed(customer.id, 1);
  });
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(12);
  const more = { balanceAfter: '3000', timestamp: new Date(NOON + 60_000).toISOString() };
  const again = posted(customer, 'tx-1', '-20.00', 1, more);
  const written = await rowsWritten('signal_state', async () => {
    await taken(again);
    await sensed(customer.id, 2);
  });
  expect(written).toEqual([0]);
});

describe('as time goes by without a new fact', () => {
  const sensedAt = async (id: string) =>
    (await sql<{ at: Date }>(database, 'SELECT sensed_at AS at FROM sensing WHERE customer_id = $1', [id]))[0]!.at;
  const told = (events: DomainEvent<{ signals: readonly { kind: string; level: string }[] }>[], kind: string) =>
    events.at(-1)!.data.signals.find((signal) => signal.kind === kind)?.level ?? 'NONE';

  test('stress fades, an account at rest is noticed, and in the end nobody is looked at any more', async () => {
    const customer = await givenCustomer();
    const daily = Array.from({ length: 60 }, (_, n) =>
      posted(customer, `d-${n}`, '-30.00', n + 1, { balanceAfter: n === 0 ? '-50.00' : '400.00', mcc: '5411' }),
    );
    await taken(...daily);
    const { signals } = await sensed(customer.id, 1);
    expect(signals.find(({ kind }) => kind === 'FINANCIAL_STRESS')).toMatchObject({ level: 'MEDIUM' });
    const clock = testClock(new Date(NOON).toISOString());
    const transact = createTransact({ database, service: 'behavior', clock, hint: () => undefined });
    const active = { present: () => new Map(), refresh: async () => [] };
    const ports = { stores: createStores(database), transact, now: clock.now, active, watch: createModelWatch() };
    const sense = senseDue(ports);
    clock.advance(DAY_MS / 2);
    const before = await sensedAt(customer.id);
    await sense();
    expect(await sensedAt(customer.id)).toEqual(before);

    clock.advance(45 * DAY_MS);
    // Two processes at once: the second finds nothing due any more.
    await Promise.all([sense(), senseDue(ports)()]);
    expect(await sensedAt(customer.id)).toEqual(clock.now());
    const events = await behavior.published(customerSensed, customer.id, 2);
    expect(events).toHaveLength(2);
    const [, later] = events;
    expect(later!.data.factIds).toEqual([]);
    expect(NOON - Date.parse(later!.data.newestFactAt)).toBeLessThan(60 * DAY_MS);
    expect(clock.now().getTime() - Date.parse(later!.data.newestFactAt)).toBeGreaterThan(2 * DAY_MS);
    expect(told(events, 'CHURN')).toMatch(/LOW|MEDIUM|HIGH/);

    for (let days = 0; days < 300; days += 30) {
      clock.advance(30 * DAY_MS);
      await sense();
    }
    await eventually(async () => {
      const all = await behavior.published(customerSensed, customer.id, 3);
      expect(told(all, 'FINANCIAL_STRESS')).toBe('NONE');
    });
    const resting = await sensedAt(customer.id);
    clock.advance(30 * DAY_MS);
    await sense();
    expect(await sensedAt(customer.id)).toEqual(resting);
  });
});

test('archetypes say how far they fit and what pushed them, with the stage of life and the months before', async () => {
  const customer = await givenCustomer();
  const wages = [3, 34, 64, 95, 125].map((ago) => narrated(customer, 'LOHN GEHALT NORDLICHT GMBH', '3100.00', ago));
  await taken(...wages, narrated(customer, 'SUPERMARKT', '-40.00', 1, '5411'));
  await sensed(customer.id, 1);
  const asked = `archetypes { name description share since pushes { feature direction words } }
    lifeStage { name share } archetypeHistory { month archetypes { name share } }`;
  const { customer: seen, errors } = await fieldsOf(customer.id, asked);
  expect(errors).toEqual([]);
  const [best] = seen?.['archetypes'] as [{ share: number }];
  expect(best).toMatchObject({
    name: 'SALARIED',
    description: 'Lives on a wage.',
    since: '2026-03-02',
    pushes: expect.arrayContaining([{ feature: 'wage_series', direction: 'FOR', words: 'a wage comes regularly' }]),
  });
  expect(best.share).toBeGreaterThan(0.7);
  const stages = seen?.['lifeStage'] as { share: number }[];
  expect(stages.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 2);
  expect(seen?.['archetypeHistory']).toEqual([
    { month: '2026-03-01', archetypes: expect.arrayContaining([{ name: 'SALARIED', share: best.share }]) },
  ]);
  const marketer = await fieldsOf(customer.id, 'archetypes { name }', viewerOf('MARKETER'));
  expect(marketer.customer?.['archetypes'] ?? null).toBeNull();
  const own = await fieldsOf(customer.id, 'archetypes { name }', viewerOf('CUSTOMER', customer.id));
  expect(own.customer?.['archetypes']).toEqual(expect.arrayContaining([{ name: 'SALARIED' }]));
});
