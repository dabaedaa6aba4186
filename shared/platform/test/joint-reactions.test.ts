// Neighbours that share a use case are taken in one call: in stream order, each event once, of each state the newest.
import {
  customerUpdated,
  type DomainEvent,
  jointReaction,
  makeId,
  messageReceived,
  optoutReceived,
  type Reaction,
  reaction,
  type Tx,
} from '@rapport/contracts';
import { type TestStorage, testStorage } from '@rapport/testkit';
import { applyEvents } from '../src/consume.ts';

let base: TestStorage;

beforeAll(async () => {
  base = await testStorage('consent', { tables: [], migrations: [] }, { name: 'joint' });
});
afterAll(() => base.close());

const freshId = (prefix: 'cus' | 'evt') => makeId(prefix, new Date(), crypto.getRandomValues(new Uint8Array(10)));

const eventOf = (kind: Reaction['on'], about: string, sequence = 1): DomainEvent => ({
  id: freshId('evt'),
  type: kind.type,
  about,
  sequence,
  time: new Date(),
  recordedTime: new Date(),
  causationId: undefined,
  correlationId: 'test',
  traceparent: undefined,
  data: {},
});

/** A service that writes down each call: `all` takes two kinds of event many at a time, `one` a third one by one. */
const listener = () => {
  const taken: string[] = [];
  const all = async (_: Tx, items: readonly string[]) => void taken.push(`all ${items.join()}`);
  const read = ({ about, sequence }: DomainEvent) => `${about}@${sequence}`;
  const reactions = [
    jointReaction(customerUpdated, read, all),
    jointReaction(messageReceived, read, all),
    reaction(optoutReceived, async (_, { about }) => void taken.push(`one ${about}`)),
  ];
  const apply = (events: readonly DomainEvent[]) =>
    base.transact((tx) =>
      applyEvents(
        tx,
        'consent',
        events.map((event) => {
          const found = reactions.find(({ on }) => on.type === event.type)!;
          return { received: { kind: found.on, event }, reaction: found };
        }),
      ),
    );
  return { taken, apply };
};

test('neighbours of a use case come in one call, others stand between, the stream keeps its order', async () => {
  const { taken, apply } = listener();
  const [a, b, c] = [freshId('cus'), freshId('cus'), freshId('cus')];
  await apply([
    eventOf(customerUpdated, a),
    eventOf(messageReceived, b),
    eventOf(optoutReceived, c),
    eventOf(optoutReceived, a),
    eventOf(customerUpdated, c),
  ]);
  expect(taken).toEqual([`all ${a}@1,${b}@1`, `one ${c}`, `one ${a}`, `all ${c}@1`]);
});

test('what came before is not taken again, and of several states of one customer only the newest', async () => {
  const { taken, apply } = listener();
  const [a, b] = [freshId('cus'), freshId('cus')];
  const fact = eventOf(messageReceived, b);
  const events = [eventOf(customerUpdated, a, 1), fact, eventOf(customerUpdated, a, 2)];
  await apply(events);
  await apply([...events, eventOf(messageReceived, a)]);
  expect(taken).toEqual([`all ${b}@1,${a}@2`, `all ${a}@1`]);
});
