// The service whole: what it hears, what it decides and what it says, on real PostgreSQL and NATS.
import {
  auditRecorded,
  customerAliased,
  type DomainEvent,
  decisionMade,
  protectionChanged,
  type Viewer,
} from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import { ago, type Decisioning, fresh, HOUR_MS, keysOf, startDecisioning } from './start-decisioning.ts';

let decisioning: Decisioning;
beforeAll(async () => {
  decisioning = await startDecisioning();
});
afterAll(() => decisioning.service.stop());

test('high stress protects and decides on a repayment plan, in one transaction', async () => {
  const id = await decisioning.givenCustomer();
  const cause = await decisioning.sense(id, 'HIGH');
  const [decision] = await decisioning.service.published(decisionMade, id);
  const [protection] = await decisioning.service.published(protectionChanged, id);
  expect(protection!.data).toMatchObject({ level: 'PROTECTED', reason: 'FINANCIAL_STRESS' });
  expect(Date.parse(protection!.data.reviewAt!) - Date.parse(protection!.data.since)).toBe(90 * 24 * HOUR_MS);
  expect(decision!.data).toMatchObject({
    actionKey: 'repayment-plan',
    group: 'HELP',
    surface: 'CONVERSATION',
    purpose: 'SERVICE',
    channels: ['SMS', 'EMAIL'],
    reasons: ['FINANCIAL_STRESS_HIGH', 'PROTECTION_PROTECTED'],
    protectionLevel: 'PROTECTED',
    catalogueVersion: 'catalogue-1',
  });
  expect(Date.parse(decision!.data.expiresAt) - decision!.time.getTime()).toBe(48 * HOUR_MS);
  const both: DomainEvent[] = [protection!, decision!];
  expect(both.map(({ causationId }) => causationId)).toEqual([cause, cause]);
  expect(decision!.sequence).toBe(protection!.sequence + 1);
  expect(decision!.recordedTime).toEqual(protection!.recordedTime);
});

test('for a protected customer credit is suppressed, and a risk officer sees why', async () => {
  const id = await decisioning.givenCustomer();
  await decisioning.sense(id, 'HIGH');
  await decisioning.service.published(protectionChanged, id);
  const more = 'excluded { action { key } reasons } factors { priority } propensity';
  const found = await decisioning.proposals(viewerOf('RISK_OFFICER'), id, 'LENDING', more);
  expect(keysOf(found)).toEqual(['repayment-plan', 'talk-to-a-person']);
  expect(found[0]!['excluded']).toContainEqual({
    action: { key: 'personal-loan' },
    reasons: ['SUPPRESSED_BY_PROTECTION', 'NOT_SUITABLE'],
  });
  expect(found[0]!['propensity']).toBe(1);
  const { errors } = await decisioning.customer(
    viewerOf('CUSTOMER', id),
    id,
    'nextBestActions(surface: LENDING) { excluded { reasons } }',
  );
  expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('the customer reads in their own language what a decision rests on, without scores', async () => {
  const id = await decisioning.givenCustomer();
  await decisioning.sense(id, 'HIGH');
  await decisioning.service.published(protectionChanged, id);
  const [first] = await decisioning.proposals(viewerOf('CUSTOMER', id), id, 'LENDING');
  expect(first).toMatchObject({ action: { title: 'Ein Zahlungsplan, der passt' }, mode: 'SERVED' });
  expect(first!.explanation).toEqual([
    'Ihre letzten Kontobewegungen deuten darauf hin, dass das Geld gerade sehr knapp ist.',
    'Hilfe steht für Sie gerade an erster Stelle: Wir bieten Ihnen weder Kredit noch Werbung an.',
  ]);
  expect(await decisioning.levelOf(id)).toMatchObject({ explanation: first!.explanation[1] });
});

test('history raises protection and starts no conversation', async () => {
  const id = await decisioning.givenCustomer();
  await decisioning.sense(id, 'HIGH', ago(49));
  const [protection] = await decisioning.service.published(protectionChanged, id);
  expect(protection!.data.level).toBe('PROTECTED');
  const { found } = await decisioning.customer(viewerOf('AGENT'), id, 'decisions { edges { node { surface } } }');
  const { edges } = found!['decisions'] as { edges: { node: { surface: string } }[] };
  expect(edges.map(({ node }) => node.surface)).not.toContain('CONVERSATION');
});

test('the same trouble again starts no second conversation, a worse one does', async () => {
  const id = await decisioning.givenCustomer();
  for (const level of ['MEDIUM', 'LOW', 'MEDIUM', 'HIGH'] as const) {
    await decisioning.sense(id, level);
    await eventually(async () => {
      const keys = keysOf(await decisioning.proposals(viewerOf('AGENT'), id, 'SUPPORT'));
      expect(keys.includes('repayment-plan')).toBe(level !== 'LOW');
    });
  }
  const made = await decisioning.service.published(decisionMade, id, 2);
  expect(made.map(({ data }) => data.protectionLevel)).toEqual(['WATCH', 'PROTECTED']);
});

test('any decision can be replayed from what was recorded, to the same bytes', async () => {
  const id = await decisioning.givenCustomer();
  await decisioning.sense(id, 'HIGH');
  const [made] = await decisioning.service.published(decisionMade, id);
  const [shown] = await decisioning.proposals(viewerOf('CUSTOMER', id), id);
  const replayOf = (decisionId: string) =>
    decisioning.service.graph(
      viewerOf('COMPLIANCE_OFFICER'),
      `{ decisioningReplay(decisionId: "${decisionId}") {
         same engineVersion catalogueVersion modelVersion differences } }`,
    );
  for (const decisionId of [made!.data.decisionId, shown!.id]) {
    const { data, errors } = await replayOf(decisionId);
    expect(errors).toEqual([]);
    expect(data?.['decisioningReplay']).toEqual({
      same: true,
      engineVersion: 'engine-1',
      catalogueVersion: 'catalogue-1',
      modelVersion: expect.stringMatching(/^beta-1:/),
      differences: [],
    });
  }
  expect((await replayOf('dec_nothing')).data).toEqual({ decisioningReplay: null });
  await eventually(async () => {
    const audited = await decisioning.service.published(auditRecorded.decisioning, id);
    expect(audited.map(({ data }) => data.action).join()).toContain('Query.decisioningReplay');
  });
});

test('marketers see neither protection nor decisions; another customer looks like a missing one', async () => {
  const id = await decisioning.givenCustomer();
  await decisioning.sense(id, 'HIGH');
  const [made] = await decisioning.service.published(decisionMade, id);
  for (const fields of [
    'protection { level }',
    'nextBestActions(surface: HOME) { id }',
    'decisions { edges { cursor } }',
  ]) {
    const { found, errors } = await decisioning.customer(viewerOf('MARKETER'), id, fields);
    expect(Object.values(found!)).toEqual([null]);
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  }
  expect((await decisioning.customer(viewerOf('CUSTOMER', fresh()), id, 'protection { level }')).found).toBeNull();
  const delegate = await decisioning.customer(viewerOf('DELEGATE', id), id, 'protection { level }');
  expect(delegate.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Decision", id: $id }]) {
    ... on Decision { surface } } }`;
  const decisionFor = async (viewer: Viewer) =>
    (await decisioning.service.graph(viewer, query, { id: made!.data.decisionId })).data?.['_entities'];
  expect(await decisionFor(viewerOf('CUSTOMER', id))).toEqual([{ surface: 'CONVERSATION' }]);
  expect(await decisionFor(viewerOf('CUSTOMER', fresh()))).toEqual([null]);
  expect(await decisionFor(viewerOf('MARKETER'))).toEqual([{ surface: null }]);
});

test('a merged customer is protected as either of the two was, and un-merged again separately', async () => {
  const [troubled, calm] = [await decisioning.givenCustomer(), await decisioning.givenCustomer()];
  await decisioning.sense(troubled, 'HIGH');
  await decisioning.service.published(protectionChanged, troubled);
  await decisioning.service.publish(customerAliased, {
    about: troubled,
    sequence: 1,
    data: { currentCustomerId: calm },
  });
  await eventually(async () => expect(await decisioning.levelOf(calm)).toMatchObject({ level: 'PROTECTED' }));
  expect(keysOf(await decisioning.proposals(viewerOf('AGENT'), calm, 'LENDING'))).not.toContain('personal-loan');
  await decisioning.service.publish(customerAliased, {
    about: troubled,
    sequence: 2,
    data: { currentCustomerId: troubled },
  });
  await eventually(async () => expect(await decisioning.levelOf(calm)).toBeNull());
  expect(await decisioning.levelOf(troubled)).toMatchObject({ level: 'PROTECTED' });
});
