// The service whole: what it answers, what it hears and what it says, on real PostgreSQL and NATS.
import {
  consentMay,
  contactPointChanged,
  customerAliased,
  customerConsentChanged,
  customerUpdated,
  makeId,
  messageChanged,
  optoutReceived,
} from '@rapport/contracts';
import { eventually, statementsOfAnswer, type TestService, testService, viewerOf } from '@rapport/testkit';
import { start } from '../src/main.ts';
import { storage } from '../src/store/stores.ts';

let consent: TestService;
let counter = 0;
const fresh = (prefix: 'cus' | 'msg') => makeId(prefix, new Date(), new Uint8Array(10).fill((counter += 1)));
const freshPoint = () => fresh('cus').replace('cus_', 'cp_');

// Noon in Berlin, so that no test depends on when it runs.
const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);

beforeAll(async () => {
  consent = await testService('consent', start, storage, { CLOCK_OFFSET_MS: String(NOON - Date.now()) });
});
afterAll(() => consent.stop());

const CONTACTABILITY = `query ($id: ID!, $purpose: Purpose!) {
  _entities(representations: [{ __typename: "Customer", id: $id }]) {
    ... on Customer { contactability(channel: SMS, purpose: $purpose) { allowed reasons nextAllowedAt } }
  }
}`;

const contactability = async (id: string, purpose = 'SERVICE') => {
  const { data, errors } = await consent.graph(viewerOf('AGENT'), CONTACTABILITY, { id, purpose });
  expect(errors).toEqual([]);
  return (data?.['_entities'] as [{ contactability: unknown }])[0].contactability;
};

const givenCustomer = async (contactPointId: string, timeZone = 'Europe/Berlin') => {
  const id = fresh('cus');
  const contactPoints = [{ contactPointId, kind: 'PHONE' as const }];
  await consent.publish(customerUpdated, {
    about: id,
    data: { locale: 'de-DE', timeZone, accounts: [], contactPoints, identifiers: [] },
  });
  await eventually(async () =>
    expect(await contactability(id)).toMatchObject({ reasons: expect.not.arrayContaining(['NO_CONTACT_POINT']) }),
  );
  return id;
};

const mayRequest = (customerId: string, contactPointId: string | null, reserve = true) => ({
  customerId,
  contactPointId,
  purpose: 'SERVICE' as const,
  channel: 'SMS' as const,
  topic: null,
  partner: null,
  reserve,
});

test('a customer with an open contact point may be contacted for service, not for marketing', async () => {
  const id = await givenCustomer(freshPoint());
  expect(await contactability(id)).toEqual({ allowed: true, reasons: [], nextAllowedAt: null });
  expect(await contactability(id, 'MARKETING')).toMatchObject({ allowed: false, reasons: ['PURPOSE_NOT_GRANTED'] });
});

test('a grant opens a purpose, a withdrawal closes it, and both are announced and in an intact ledger', async () => {
  const id = await givenCustomer(freshPoint());
  const change = (mutation: string) =>
    consent.graph(
      viewerOf('CUSTOMER', id),
      `mutation { ${mutation}(input: {customerId: "${id}", purpose: MARKETING}) { userErrors { code } } }`,
    );
  await change('consentGrant');
  expect(await contactability(id, 'MARKETING')).toMatchObject({ allowed: true });
  await change('consentWithdraw');
  expect(await contactability(id, 'MARKETING')).toMatchObject({ allowed: false, reasons: ['PURPOSE_WITHDRAWN'] });
  const said = await consent.published(customerConsentChanged, id, 2);
  expect(said.map(({ data }) => data.consents[0]?.granted)).toEqual([true, false]);
  expect(said[1]!.sequence).toBeGreaterThan(said[0]!.sequence);
  const { data } = await consent.graph(
    viewerOf('COMPLIANCE_OFFICER'),
    `{ consentLedgerCheck(customerId: "${id}") { intact entryCount brokenAt } }`,
  );
  expect(data?.['consentLedgerCheck']).toEqual({ intact: true, entryCount: 2, brokenAt: null });
});

test('stop at a contact point forbids every purpose at once and is told to whoever owns it', async () => {
  const point = freshPoint();
  const id = await givenCustomer(point);
  await consent.publish(optoutReceived, {
    about: id,
    time: new Date(NOON),
    data: { contactPointId: point, channel: 'SMS', blocked: true, understoodBy: 'keyword:stop' },
  });
  await eventually(async () =>
    expect(await contactability(id)).toMatchObject({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'] }),
  );
  const [said] = await consent.published(customerConsentChanged, id);
  expect(said!.data.blockedContactPointIds).toEqual([point]);
  const answer = await consent.ask(consentMay)(mayRequest(id, point));
  expect(answer).toMatchObject({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'], permit: null });
  expect(answer.ground[0]).toContain(point);
});

test('stop from a number that nobody owns holds for whoever owns it later', async () => {
  const point = freshPoint();
  await consent.publish(optoutReceived, {
    about: point,
    time: new Date(NOON),
    data: { contactPointId: point, channel: 'SMS', blocked: true, understoodBy: 'keyword:stop' },
  });
  await consent.published(contactPointChanged, point);
  const id = await givenCustomer(point);
  expect(await contactability(id)).toMatchObject({ allowed: false, reasons: ['CONTACT_POINT_BLOCKED'] });
});

test('at night nobody is disturbed, and the answer says when the night ends', async () => {
  const id = await givenCustomer(freshPoint(), 'Pacific/Auckland');
  expect(await contactability(id)).toEqual({
    allowed: false,
    reasons: ['QUIET_HOURS'],
    nextAllowedAt: '2026-03-02T19:00:00.000Z',
  });
});

test('permits take slots until the cap; a slot whose message failed is free again', async () => {
  const point = freshPoint();
  const id = await givenCustomer(point);
  const ask = () => consent.ask(consentMay)(mayRequest(id, point));
  const granted = await Promise.all([ask(), ask(), ask(), ask()]);
  expect(granted.filter(({ allowed }) => allowed)).toHaveLength(3);
  expect(granted.find(({ allowed }) => !allowed)).toMatchObject({ reasons: ['FREQUENCY_REACHED'], permit: null });
  const permit = granted.find((answer) => answer.permit)!.permit!;
  expect(permit.validForMs).toBe(1_000);
  await consent.publish(messageChanged, {
    about: id,
    data: {
      messageId: fresh('msg'),
      decisionId: null,
      contactPointId: point,
      channel: 'SMS',
      purpose: 'SERVICE',
      status: 'FAILED',
      reasons: [],
      permitId: permit.id,
    },
  });
  // Without taking it: an answer that came too late would have.
  const mayAsk = () => consent.ask(consentMay)(mayRequest(id, point, false));
  await eventually(async () => expect((await mayAsk()).allowed).toBe(true));
});

test('a merged customer is denied what either of the two denied, and un-merged again separately', async () => {
  const [denies, allows] = [await givenCustomer(freshPoint()), await givenCustomer(freshPoint())];
  const say = (id: string, mutation: string) =>
    consent.graph(
      viewerOf('CUSTOMER', id),
      `mutation { ${mutation}(input: {customerId: "${id}", purpose: SERVICE}) { userErrors { code } } }`,
    );
  await say(denies, 'consentWithdraw');
  await say(allows, 'consentGrant');
  await consent.publish(customerAliased, { about: denies, sequence: 1, data: { currentCustomerId: allows } });
  await eventually(async () => expect(await contactability(allows)).toMatchObject({ allowed: false }));
  await consent.publish(customerAliased, { about: denies, sequence: 2, data: { currentCustomerId: denies } });
  await eventually(async () => expect(await contactability(allows)).toMatchObject({ allowed: true }));
  expect(await contactability(denies)).toMatchObject({ allowed: false });
});

test('a customer sees nobody else: another customer looks like a missing one', async () => {
  const [mine, theirs] = [fresh('cus'), fresh('cus')];
  const { data } = await consent.graph(
    viewerOf('CUSTOMER', mine),
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { consents { purpose } } } }`,
    { of: [mine, theirs].map((id) => ({ __typename: 'Customer', id })) },
  );
  expect(data?.['_entities']).toEqual([{ consents: [] }, null]);
  const { errors } = await consent.graph(
    viewerOf('CUSTOMER', mine),
    `mutation { consentGrant(input: {customerId: "${theirs}", purpose: MARKETING}) { userErrors { code } } }`,
  );
  expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('nobody can grant anything for a customer who does not exist', async () => {
  const { data } = await consent.graph(
    viewerOf('AGENT'),
    `mutation { consentGrant(input: {customerId: "${fresh('cus')}", purpose: MARKETING}) {
       customer { id } userErrors { code field } } }`,
  );
  expect(data?.['consentGrant']).toEqual({
    customer: null,
    userErrors: [{ code: 'NOT_FOUND', field: 'input.customerId' }],
  });
});

test('the same idempotency key gives the same answer once, and refuses another input', async () => {
  const id = await givenCustomer(freshPoint());
  const grant = (purpose: string) =>
    consent.graph(
      viewerOf('CUSTOMER', id),
      'mutation ($input: ConsentInput!) { consentGrant(input: $input) { customer { id } } }',
      { input: { customerId: id, purpose, idempotencyKey: 'k1' } },
    );
  const answers = await Promise.all([grant('MARKETING'), grant('MARKETING'), grant('MARKETING')]);
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect((await grant('RESEARCH')).errors[0]?.extensions?.['code']).toBe('IDEMPOTENCY_CONFLICT');
  expect(await consent.published(customerConsentChanged, id, 1)).toHaveLength(1);
});

test('who is not the gateway gets no answer, not even the schema', async () => {
  const response = await fetch(`${consent.running.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('an event that does not parse is kept as a dead letter, and those behind it are applied', async () => {
  const jetstream = consent.nats.jetstream();
  const broken = fresh('cus');
  await jetstream.publish(`${customerUpdated.subject}.${broken}`, '{"specversion":"1.0"');
  await givenCustomer(freshPoint());
  await eventually(async () => {
    const { data } = await consent.graph(
      viewerOf('OPERATOR'),
      '{ consentDeadLetters(first: 5) { edges { node { subject cause attempts } } } }',
    );
    const { edges } = data?.['consentDeadLetters'] as { edges: { node: { subject: string; attempts: number } }[] };
    expect(edges.map(({ node }) => node.subject)).toContain(`${customerUpdated.subject}.${broken}`);
  });
});

test('twenty customers cost as many statements as two', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => givenCustomer(freshPoint())));
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Customer { consents { purpose } preferences { timeZone }
      contactability(channel: SMS, purpose: MARKETING) { allowed } } } }`;
  const cost = (asked: readonly string[]) =>
    statementsOfAnswer(async () => {
      const representations = asked.map((id) => ({ __typename: 'Customer', id }));
      const { errors } = await consent.graph(viewerOf('CUSTOMER', ...ids), query, { representations });
      expect(errors).toEqual([]);
    });
  // Two, because the first is the viewer's own, who is not audited.
  const two = await cost(ids.slice(0, 2));
  expect(two.length).toBeGreaterThan(0);
  expect(await cost(ids)).toEqual(two);
});
