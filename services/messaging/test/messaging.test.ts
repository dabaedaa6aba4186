// The service whole: decisions become messages, or are held back and say why, on real PostgreSQL and NATS.
import { decisionMade, messageChanged, protectionChanged } from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import {
  CONVERSATIONS,
  decision,
  fresh,
  type GivenMessaging,
  NOON,
  pointOf,
  startMessaging,
} from './given-messaging.ts';

let given: GivenMessaging;
beforeAll(async () => {
  given = await startMessaging();
});
afterAll(() => given.stop());

const protect = async (about: string) => {
  const data = {
    level: 'PROTECTED' as const,
    since: new Date(NOON).toISOString(),
    reason: 'FINANCIAL_STRESS',
    reviewAt: null,
  };
  await given.service.publish(protectionChanged, { about, data });
  await eventually(async () =>
    expect(await given.database.rows('SELECT FROM protection_copy WHERE customer_id = $1', [about])).toHaveLength(1),
  );
};

test('a decision becomes one message in the customer’s language, however often it is delivered', async () => {
  const { id, number } = await given.givenCustomer('de-AT');
  const fact = { about: id, data: decision(), id: fresh('evt') };
  await given.service.publish(decisionMade, fact);
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).toMatchObject({
    status: 'SENT',
    decisionId: fact.data.decisionId,
    permitId: `pmt_${id}`,
    reasons: [],
  });
  // Once more, past the stream's own memory of message ids.
  await given.service.nats
    .jetstream()
    .publish(`${decisionMade.subject}.${id}`, await given.database.envelope(decisionMade, fact));
  await new Promise((resolve) => setTimeout(resolve, 700));
  const messages = await given.handset(number);
  expect(messages).toHaveLength(1);
  expect(messages[0]!.text).toMatch(/^Rapport Bank: .*Raten.* Mit STOPP erhalten Sie keine Nachrichten mehr\.$/s);
  expect(JSON.stringify(messages)).not.toContain(number);
  expect(await given.conversationOf(id)).toMatchObject([
    { direction: 'OUT', status: 'SENT', decision: { id: fact.data.decisionId } },
  ]);
});

test('what consent denies is suppressed with its reasons, told to others and visible to people', async () => {
  const { id, number } = await given.givenCustomer();
  given.verdicts.set(id, { allowed: false, reasons: ['PURPOSE_WITHDRAWN'], permit: null });
  await given.service.publish(decisionMade, { about: id, data: decision('MARKETING') });
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).toMatchObject({ status: 'SUPPRESSED', reasons: ['PURPOSE_WITHDRAWN'], permitId: null });
  expect(await given.handset(number)).toEqual([]);
  expect(await given.conversationOf(id)).toMatchObject([{ status: 'SUPPRESSED', reasons: ['PURPOSE_WITHDRAWN'] }]);
  const [attempt] = await given.database.rows(
    'SELECT asked, answer, ground, outcome FROM attempt WHERE asked->>$1 = $2',
    ['customerId', id],
  );
  expect(attempt).toMatchObject({
    asked: { purpose: 'MARKETING', reserve: true },
    ground: ['test'],
    outcome: 'DENIED',
  });
});

test('while consent is silent a service message waits, and goes out once consent answers', async () => {
  const { id, number } = await given.givenCustomer();
  given.verdicts.set(id, null);
  await given.service.publish(decisionMade, { about: id, data: decision() });
  await eventually(async () =>
    expect(await given.conversationOf(id)).toMatchObject([{ status: 'HELD', reasons: ['CONSENT_UNAVAILABLE'] }]),
  );
  expect(await given.handset(number)).toEqual([]);
  given.verdicts.delete(id);
  await eventually(async () => expect(await given.handset(number)).toHaveLength(1));
  expect((await given.service.published(messageChanged, id)).map(({ data }) => data.status)).toEqual(['SENT']);
});

test('at night a message is held until the morning', async () => {
  const { id } = await given.givenCustomer();
  const nextAllowedAt = '2026-03-03T07:00:00.000Z';
  given.verdicts.set(id, { allowed: false, reasons: ['QUIET_HOURS'], nextAllowedAt, permit: null });
  await given.service.publish(decisionMade, { about: id, data: decision() });
  await eventually(async () =>
    expect(await given.conversationOf(id)).toMatchObject([{ status: 'HELD', reasons: ['QUIET_HOURS'] }]),
  );
  const [row] = await given.database.rows('SELECT due_at FROM message WHERE customer_id = $1', [id]);
  expect(row!['due_at']).toEqual(new Date(nextAllowedAt));
});

test('an action without a template, an address that is missing and a decision that is over are said so', async () => {
  const [unsaid, unreachable, late] = [
    await given.givenCustomer(),
    await given.givenCustomer(),
    await given.givenCustomer(),
  ];
  given.numbers.delete(unreachable.id);
  await given.service.publish(decisionMade, { about: unsaid.id, data: decision('SERVICE', { actionKey: 'dance' }) });
  await given.service.publish(decisionMade, { about: unreachable.id, data: decision() });
  const expiresAt = '2026-03-02T10:59:00.000Z';
  await given.service.publish(decisionMade, { about: late.id, data: decision('SERVICE', { expiresAt }) });
  const reasonsOf = async ({ id }: { id: string }) =>
    (await given.service.published(messageChanged, id)).at(-1)!.data.reasons;
  // A message whose questions are answered late waits first.
  await eventually(async () =>
    expect(await Promise.all([unsaid, unreachable, late].map(reasonsOf))).toEqual([
      ['NO_TEMPLATE'],
      ['NO_ADDRESS'],
      ['EXPIRED'],
    ]),
  );
  expect(given.asked).not.toEqual(expect.arrayContaining([unsaid.id, unreachable.id, late.id]));
});

test('a protected customer gets help, and no marketing even where consent allows it', async () => {
  const { id, number } = await given.givenCustomer();
  await protect(id);
  await given.service.publish(decisionMade, { about: id, data: decision('MARKETING') });
  const [said] = await given.service.published(messageChanged, id);
  expect(said!.data).toMatchObject({ status: 'SUPPRESSED', reasons: ['PROTECTED_CUSTOMER'], permitId: `pmt_${id}` });
  await given.service.publish(decisionMade, { about: id, data: decision('SERVICE') });
  await eventually(async () => expect(await given.handset(number)).toHaveLength(1));
});

const insertMessage = async (id: string, own: { inHandset: boolean; number: string }) => {
  const [messageId, conversationId] = [fresh('msg'), fresh('cnv')];
  await given.database.rows('INSERT INTO conversation VALUES ($1, $2, $3, NULL, NULL, $4, NULL)', [
    conversationId,
    id,
    'SMS',
    new Date(NOON),
  ]);
  const point = pointOf(own.number);
  if (own.inHandset) {
    await given.database.rows('INSERT INTO sandbox_message VALUES ($1, $2, $3, $4, $5)', [
      messageId,
      point,
      '+49•••',
      'Hallo',
      new Date(NOON),
    ]);
  }
  await given.database.rows(
    `INSERT INTO message (id, created_at, conversation_id, customer_id, direction, channel, purpose, template, body,
       contact_point_id, status, reasons, permit_id, attempts, due_at, expires_at)
     VALUES ($1, $2, $3, $4, 'OUT', 'SMS', 'SERVICE', 'repayment-plan', 'Hallo',
       $5, 'SENDING', '{}', 'pmt_1', 1, $6, $7)`,
    [messageId, new Date(NOON), conversationId, id, point, new Date(NOON - 1_000), new Date(NOON + 86_400_000)],
  );
};

test('what a crash cut off is asked after: not repeated if the provider had it, sent if it never did', async () => {
  const [handedOver, never] = [await given.givenCustomer(), await given.givenCustomer()];
  await insertMessage(handedOver.id, { inHandset: true, number: handedOver.number });
  await insertMessage(never.id, { inHandset: false, number: never.number });
  const statuses = async (id: string, count: number) =>
    (await given.service.published(messageChanged, id, count)).map(({ data }) => data.status);
  expect(await statuses(handedOver.id, 2)).toEqual(['UNKNOWN', 'SENT']);
  expect(await statuses(never.id, 3)).toEqual(['UNKNOWN', 'QUEUED', 'SENT']);
  expect(await given.handset(handedOver.number)).toHaveLength(1);
  expect(await given.handset(never.number)).toHaveLength(1);
  expect(given.asked).not.toEqual(expect.arrayContaining([handedOver.id]));
});

test('a customer sees their own conversations, a marketer nobody’s, and of a stranger there is nothing', async () => {
  const { id } = await given.givenCustomer();
  const of = (viewer: ReturnType<typeof viewerOf>, customerId = id) =>
    given.service.graph(viewer, CONVERSATIONS, { id: customerId });
  const own = await of(viewerOf('CUSTOMER', id));
  expect(own).toMatchObject({ errors: [], data: { _entities: [{ conversations: { edges: [] } }] } });
  expect((await of(viewerOf('CUSTOMER', fresh('cus')))).data?.['_entities']).toEqual([null]);
  const marketer = await of(viewerOf('MARKETER'));
  expect(marketer.data?.['_entities']).toEqual([{ conversations: null }]);
  expect(marketer.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  expect((await of(viewerOf('AGENT'), fresh('cus'))).data?.['_entities']).toEqual([{ conversations: { edges: [] } }]);
});
