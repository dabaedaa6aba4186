// The timeline: money, apps, signals, and what happened between house and customer, in one list that can be asked for
// in parts.
import { decisionMade, messageChanged, messageReceived, outcomeRecorded } from '@rapport/contracts';
import { eventually, type TestService, viewerOf } from '@rapport/testkit';
import { NOON, outsideOf, posted, startBehavior } from './behavior-setup.ts';

let behavior: TestService;
const { send, givenCustomer, sensed, profileAnswers } = outsideOf(() => behavior);

beforeAll(async () => {
  behavior = await startBehavior();
  profileAnswers();
});
afterAll(() => behavior.stop());

type Entry = { kind: string; title: string; status: string | null; subjectId: string | null };

const timelineOf = async (id: string, filter = '', viewer = viewerOf('AGENT')): Promise<Entry[]> => {
  const { data, errors } = await behavior.graph(
    viewer,
    `query ($id: ID!) { _entities(representations: [{__typename: "Customer", id: $id}]) { ... on Customer {
       timeline(first: 50${filter}) { edges { node { kind title status subjectId } } } } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  const [customer] = data?.['_entities'] as { timeline: { edges: { node: Entry }[] } }[];
  return customer!.timeline.edges.map(({ node }) => node);
};

const minutesAgo = (minutes: number) => new Date(NOON - minutes * 60_000);

/** What the other services tell of an offer that was sent, looked at, turned down and answered with a stop. */
const tellStory = async (about: string): Promise<void> => {
  const decision = { ...decisionMade.example, decisionId: 'dec_01h455vb4pex5vsknk084sn02q' };
  const message = { ...messageChanged.example, messageId: 'msg_01h455vb4pex5vsknk084sn02q' };
  await behavior.publish(decisionMade, { about, time: minutesAgo(60), data: decision });
  await behavior.publish(messageChanged, { about, time: minutesAgo(59), data: { ...message, status: 'QUEUED' } });
  await behavior.publish(messageChanged, { about, time: minutesAgo(58), data: { ...message, status: 'SENT' } });
  await behavior.publish(outcomeRecorded, { about, time: minutesAgo(40), data: outcomeRecorded.example });
  const stop = { ...messageReceived.example, intent: 'STOP' as const };
  await behavior.publish(messageReceived, { about, time: minutesAgo(30), data: stop });
};

test('offers and messages stand beside money and apps, in words, newest first', async () => {
  const customer = await givenCustomer();
  await send('/v1/batch', {
    batch: [posted(customer, 'rent', '-900.00', 1), { type: 'page', userId: customer.userId, name: 'Help' }],
  });
  await sensed(customer.id, 1);
  await tellStory(customer.id);
  await eventually(async () => expect((await timelineOf(customer.id)).length).toBeGreaterThanOrEqual(6));
  const loop = (await timelineOf(customer.id)).filter(({ subjectId }) => subjectId !== null);
  expect(loop.map(({ kind, title, status }) => [kind, title, status])).toEqual([
    ['MESSAGE_IN', 'A message came in by SMS: stop', 'STOP'],
    ['OUTCOME', 'An offer was turned down: repayment plan', 'DISMISSED'],
    ['MESSAGE_OUT', 'A message by SMS went out', 'SENT'],
    ['DECISION', 'An offer was chosen: repayment plan', 'MADE'],
  ]);
  const kinds = async (filter: string, viewer = viewerOf('AGENT')) =>
    (await timelineOf(customer.id, filter, viewer)).map(({ kind }) => kind);
  expect(await kinds(', filter: {kinds: [MESSAGE_OUT, TRANSACTION]}')).toEqual(['MESSAGE_OUT', 'TRANSACTION']);
  expect(await kinds(`, filter: {accountId: "${customer.accountId}"}`)).toEqual(['TRANSACTION']);
  expect(await kinds(`, filter: {kinds: [DECISION, MESSAGE_IN], from: "${minutesAgo(45).toISOString()}"}`)).toEqual([
    'MESSAGE_IN',
  ]);
  expect(await kinds('', viewerOf('CUSTOMER', customer.id))).toContain('OUTCOME');
  const delegate = await kinds('', viewerOf('DELEGATE', customer.id));
  expect(delegate.toSorted()).toEqual(['EVENT', 'TRANSACTION']);
});

test('what is told twice stands once', async () => {
  const customer = await givenCustomer();
  const id = 'evt_01kjq2wh00e008000000000001';
  for (const _ of [1, 2]) {
    await behavior.publish(outcomeRecorded, {
      id,
      about: customer.id,
      time: minutesAgo(5),
      data: outcomeRecorded.example,
    });
  }
  await behavior.publish(messageReceived, { about: customer.id, time: minutesAgo(1), data: messageReceived.example });
  await eventually(async () => expect((await timelineOf(customer.id))[0]?.kind).toBe('MESSAGE_IN'));
  expect((await timelineOf(customer.id)).map(({ kind }) => kind)).toEqual(['MESSAGE_IN', 'OUTCOME']);
});
