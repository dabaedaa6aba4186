// Learnt models in the service: handed in, activated by a second person, at work within seconds, watched, taken out.
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import pg from 'pg';
import { sampleOf } from '../src/domain/learning/sample.ts';
import { learnModel } from '../src/domain/models/learn-model.ts';
import type { ModelFile } from '../src/domain/models/model-file.ts';
import { signModel } from '../src/domain/models/sign-model.ts';
import { outsideOf, posted, startBehavior } from './behavior-setup.ts';

const keys = generateKeyPairSync('ed25519');
let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior({
    MODEL_PUBLIC_KEYS: keys.publicKey.export({ format: 'jwk' }).x!,
  });
  profileAnswers();
});
afterAll(() => behavior.stop());

/** A model to which many transactions in a month are stress: nothing the rules know of. */
const learnt = (label: string): ModelFile =>
  learnModel({
    kind: 'FINANCIAL_STRESS',
    inputs: ['transactions_30d'],
    sample: sampleOf(
      Array.from({ length: 200 }, (_, row) => [row % 10]),
      Array.from({ length: 200 }, (_, row) => (row % 10 > 2 ? 1 : 0)),
    ),
    form: 'LINEAR',
    calibration: 'PLATT',
    seed: 1,
    card: {
      data: 'made for a test',
      label,
      from: null,
      to: null,
      trainedAt: '2026-03-01T00:00:00.000Z',
      trainedBy: 'trainer-1',
      limits: ['a test'],
      fairness: [],
    },
  });

const signed = (label: string) => signModel(learnt(label), keys.privateKey);
const operator = (subject: string) => ({ ...viewerOf('OPERATOR'), subject });

type Payload = {
  model?: { id: string; status: string; reason: string | null } | null;
  label?: { verdict: string; transactionIds: string[] } | null;
  userErrors: { code: string }[];
};
const MODEL = 'model { id status reason } userErrors { code message field }';
const change = async (name: string, input: object, viewer = operator('ops-1'), answer = MODEL): Promise<Payload> => {
  const type = `${name.replace('behavior', '')}Input`;
  const { data, errors } = await behavior.graph(
    viewer,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return data![name] as Payload;
};

const signalOf = async (id: string, kind = 'FINANCIAL_STRESS') => {
  const { data, errors } = await behavior.graph(
    viewerOf('AGENT'),
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) { ... on Customer {
       signals { kind since score modelVersion contributions { input push } evidence { transactionIds } } } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  const [{ signals }] = data!['_entities'] as [{ signals: Record<string, unknown>[] }];
  return signals.find((signal) => signal['kind'] === kind)!;
};

const propose = (label: string, subject = 'ops-1') =>
  change('behaviorProposeModel', { file: JSON.stringify(signed(label)) }, operator(subject));

/** Models are looked for every two seconds. */
const PATIENT = { timeoutMs: 15_000, everyMs: 250 };
let sent = 0;
/** One more booking of a customer, after which signals are sensed anew. */
const spend = async (customer: { id: string; userId: string; accountId: string }, times = 1) => {
  sent += times;
  const batch = [...Array(times).keys()].map((n) => posted(customer, `tx-${sent - n}`, '-20.00', 0));
  await send('/v1/batch', { batch });
};

test('a second person sets a model to work within seconds; it says what pushed it, and goes when retired', async () => {
  const customer = await givenCustomer();
  const { model } = await propose('first');
  expect(model!.status).toBe('CANDIDATE');
  for (const subject of ['ops-1', 'trainer-1']) {
    const refused = await change('behaviorActivateModel', { id: model!.id, reason: 'why not' }, operator(subject));
    expect(refused.userErrors[0]!.code).toBe('SAME_PERSON');
  }
  await spend(customer);
  await sensed(customer.id, 1);
  expect((await signalOf(customer.id))['modelVersion']).toMatch(/^financial-stress-rules/);

  const done = await change('behaviorActivateModel', { id: model!.id, reason: 'it does better' }, operator('ops-2'));
  expect(done.model!.status).toBe('ACTIVE');
  await eventually(async () => {
    await spend(customer);
    const signal = await signalOf(customer.id);
    expect(signal['modelVersion']).toBe(model!.id);
    expect((signal['contributions'] as object[])[0]).toMatchObject({ input: 'transactions_30d' });
  }, PATIENT);

  await change('behaviorRetireModel', { id: model!.id, reason: 'enough' }, operator('ops-1'));
  await eventually(async () => {
    await spend(customer);
    const signal = await signalOf(customer.id);
    expect(signal['modelVersion']).toMatch(/^financial-stress-rules/);
    expect(signal['contributions']).toEqual([]);
  }, PATIENT);
});

test('a file that was changed, is signed by a stranger, or is no model is refused in words', async () => {
  const { model, hash, signature } = signed('second');
  const stranger = signModel(model, generateKeyPairSync('ed25519').privateKey);
  const torn = signModel({ ...model, members: [] }, keys.privateKey);
  for (const [file, words] of [
    [JSON.stringify({ model: { ...model, kind: 'CHURN' }, hash, signature }), /hash/],
    [JSON.stringify(stranger), /MODEL_PUBLIC_KEYS/],
    [JSON.stringify(torn), /members/],
    ['no json', /no JSON/],
  ] as const) {
    const { userErrors, model: none } = await change('behaviorProposeModel', { file });
    expect(none).toBeNull();
    expect(userErrors[0]).toMatchObject({ code: 'INVALID_MODEL', message: expect.stringMatching(words) as string });
  }
});

test('cards are listed, newest first, to those who answer for models and to nobody else', async () => {
  const { model } = await propose('third');
  const ask = (viewer: ReturnType<typeof viewerOf>) =>
    behavior.graph(
      viewer,
      `{ behaviorModels(kind: "FINANCIAL_STRESS", first: 1) { edges { node { id status inputs flaw
         card { rows positives metrics { name value low high } limits } } } pageInfo { hasNextPage } } }`,
    );
  const { data } = await ask(viewerOf('RISK_OFFICER'));
  expect(data).toMatchObject({
    behaviorModels: {
      edges: [
        { node: { id: model!.id, flaw: null, inputs: ['transactions_30d'], card: { rows: 200, positives: 140 } } },
      ],
      pageInfo: { hasNextPage: true },
    },
  });
  const { errors } = await ask(viewerOf('MARKETER'));
  expect(errors[0]!.extensions!['code']).toBe('FORBIDDEN');
});

test('what people find of alerts counts once, and a model whose alerts are always false falls back', async () => {
  const { model } = await propose('fourth');
  await change('behaviorActivateModel', { id: model!.id, reason: 'try it' }, operator('ops-2'));
  const label = (input: object) =>
    change('behaviorConfirmSignal', input, viewerOf('AGENT'), 'label { verdict transactionIds } userErrors { code }');
  let status = 'ACTIVE';
  for (let alert = 0; status === 'ACTIVE' && alert < 40; alert += 1) {
    const customer = await givenCustomer();
    const signal = await eventually(async () => {
      await spend(customer, 5);
      const found = await signalOf(customer.id);
      expect(found).toMatchObject({ modelVersion: model!.id });
      expect(found['score'] as number).toBeGreaterThan(0.5);
      return found;
    });
    const said = { customerId: customer.id, kind: 'FINANCIAL_STRESS', since: signal['since'], verdict: 'FALSE_ALERT' };
    const first = await label(said);
    expect(first).toMatchObject({ label: { verdict: 'FALSE_ALERT' }, userErrors: [] });
    await label(said);
    const stale = await label({ ...said, since: '2020-01-01T00:00:00Z' });
    expect(stale.userErrors[0]!.code).toBe('NOT_FOUND');
    const { data } = await behavior.graph(
      operator('ops-1'),
      '{ behaviorModels(first: 1) { edges { node { status reason calibration { count } } } } }',
    );
    const [{ node }] = (data!['behaviorModels'] as { edges: [{ node: Record<string, unknown> }] }).edges;
    expect(node['calibration']).toEqual({ count: alert + 1 });
    status = node['status'] as string;
    if (status !== 'ACTIVE') expect(node['reason']).toContain('fewer of its alerts');
  }
  expect(status).toBe('FALLEN_BACK');
});

/** What people found of so many alerts: true ones of customers with many transactions, false ones of those with few. */
const givenLabels = async (count: number): Promise<void> => {
  const database = new pg.Client({ connectionString: behavior.databaseUrl });
  await database.connect();
  await database.query(
    `INSERT INTO signal_label (customer_id, kind, since, verdict, score, features, transaction_ids, model_version,
       labelled_by, labelled_at)
     SELECT 'cus_' || n, 'FINANCIAL_STRESS', now() - interval '9 days', v.verdict, 0.5,
       jsonb_build_array(jsonb_build_object('name', 'transactions_30d', 'value', (v.fewest + n % 9)::text,
         'unit', 'transactions')), '{}', 'rules', 'agent-1', now()
     FROM generate_series(1, $1) n CROSS JOIN LATERAL (
       SELECT CASE n % 2 WHEN 0 THEN 'CONFIRMED' ELSE 'FALSE_ALERT' END AS verdict,
         CASE n % 2 WHEN 0 THEN 30 ELSE 0 END AS fewest) v`,
    [count],
  );
  await database.end();
};

test('a model learnt from what people found of alerts is at work once it is handed in and activated', async () => {
  await givenLabels(200);
  const out = join(tmpdir(), `rapport-model-${crypto.randomUUID()}.json`);
  const command = fileURLToPath(new URL('../src/train/main.ts', import.meta.url));
  const order = ['--signal', 'FINANCIAL_STRESS', '--from-labels', '--by', 'trainer-1', '--inputs', 'transactions_30d'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, ...order, '--form', 'LINEAR', '--out', out],
    {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: behavior.databaseUrl,
        MODEL_SIGNING_KEY: keys.privateKey.export({ format: 'jwk' }).d,
      },
    },
  );
  expect(stdout).toContain('FINANCIAL_STRESS: ');
  const { model, userErrors } = await change('behaviorProposeModel', { file: await readFile(out, 'utf8') });
  await rm(out);
  expect(userErrors).toEqual([]);
  await change('behaviorActivateModel', { id: model!.id, reason: 'people taught it' }, operator('ops-2'));
  const [busy, quiet] = [await givenCustomer(), await givenCustomer()];
  await eventually(async () => {
    await spend(busy, 10);
    expect(await signalOf(busy.id)).toMatchObject({ modelVersion: model!.id, score: expect.any(Number) as number });
  }, PATIENT);
  await spend(quiet);
  await sensed(quiet.id, 1);
  expect((await signalOf(busy.id))['score'] as number).toBeGreaterThan(0.5);
  expect((await signalOf(quiet.id))?.['score'] ?? 0).toBeLessThan(0.5);
});

test('a card payment far above the own ones is an anomaly by rules, and can be confirmed as fraud', async () => {
  const customer = await givenCustomer();
  const pay = (id: string, amount: string, daysAgo: number) => posted(customer, id, amount, daysAgo, { mcc: '5411' });
  const usual = [...Array(12).keys()].map((n) => pay(`pay-${n}`, `-${20 + n}.00`, 15 - n));
  await send('/v1/batch', { batch: usual });
  await sensed(customer.id, 1);
  expect(await signalOf(customer.id, 'FRAUD_ANOMALY')).toBeUndefined();
  await send('/v1/batch', { batch: [pay('pay-large', '-900.00', 0)] });
  await sensed(customer.id, 2);
  const signal = await signalOf(customer.id, 'FRAUD_ANOMALY');
  expect(signal['score'] as number).toBeGreaterThan(0.5);
  expect(signal['evidence']).toEqual({ transactionIds: ['pay-large'] });
  const { label } = await change(
    'behaviorConfirmSignal',
    { customerId: customer.id, kind: 'FRAUD_ANOMALY', since: signal['since'], verdict: 'CONFIRMED' },
    viewerOf('AGENT'),
    'label { verdict transactionIds } userErrors { code }',
  );
  expect(label).toEqual({ verdict: 'CONFIRMED', transactionIds: ['pay-large'] });
});
