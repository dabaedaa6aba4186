// When the bank and its customers last wrote, noted in one call: as one after the other.
import { type DomainEvent, messageChanged, messageReceived, type Reaction, type Tx } from '@rapport/contracts';
import { eventOf, fcOptions, type TestStorage, testStorage } from '@rapport/testkit';
import fc from 'fast-check';
import { createStores, storage } from '../src/store/stores.ts';
import { noteContacts } from '../src/usecases/note-contacts.ts';
import { ago, fresh, onlyReactions } from './start-decisioning.ts';

let base: TestStorage;
let reactions: readonly Reaction[];

beforeAll(async () => {
  base = await testStorage('decisioning', storage);
  reactions = onlyReactions({ noteContacts: noteContacts({ stores: createStores(base.database) }) });
});
afterAll(() => base.close());

const [ONE, OTHER] = [fresh(), fresh()];
/** A contact point that nobody owns. */
const NOBODY = 'cp_1';

type Status = typeof messageChanged.example.status;
type Intent = typeof messageReceived.example.intent;

const sent = (about: string, hours: number, status: Status): DomainEvent =>
  eventOf(messageChanged, { about, time: new Date(ago(hours)), data: { ...messageChanged.example, status } });

const received = (about: string, hours: number, intent: Intent): DomainEvent =>
  eventOf(messageReceived, { about, time: new Date(ago(hours)), data: { ...messageReceived.example, intent } });

// Few hours, so that some messages are of the same instant.
const hour = fc.integer({ min: 1, max: 4 });
const someone = fc.constantFrom(ONE, OTHER, NOBODY);
const message = fc.oneof(
  fc.tuple(someone, hour, fc.constantFrom<Status>('SENT', 'DELIVERED', 'FAILED')).map((parts) => sent(...parts)),
  fc.tuple(someone, hour, fc.constantFrom<Intent>('STOP', 'HELP', 'OTHER')).map((parts) => received(...parts)),
);
const messages = fc.array(message, { minLength: 1, maxLength: 10 });

test('messages in one call, and more upon them, leave what they leave one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(messages, fc.array(message, { maxLength: 3 }), async (events, earlier) => {
      const given = async (tx: Tx) => {
        if (earlier.length > 0) await base.takeTogether(tx, { reactions, events: earlier });
      };
      const { together, oneByOne } = await base.bothWays({ reactions, events, given });
      expect(together).toEqual(oneByOne);
    }),
    fcOptions({ numRuns: 25 }),
  );
});

test('of each customer the newest instants stand; of messages of one instant the one told last', async () => {
  const { together } = await base.bothWays({
    reactions,
    events: [
      received(ONE, 2, 'STOP'),
      sent(OTHER, 4, 'SENT'),
      received(ONE, 1, 'HELP'),
      received(NOBODY, 1, 'OTHER'),
      sent(ONE, 3, 'DELIVERED'),
      received(ONE, 1, 'OTHER'),
      received(ONE, 3, 'STOP'),
      sent(ONE, 1, 'FAILED'),
      sent(OTHER, 5, 'SENT'),
    ],
  });
  const rows = together.rows['contact_copy'] as Record<string, string | null>[];
  const instant = (text: string | null | undefined) => (text ? new Date(text).toISOString() : null);
  expect(
    rows.map((row) => [row['customer_id'], instant(row['sent_at']), instant(row['received_at']), row['intent']]),
  ).toEqual([
    [ONE, ago(3), ago(1), 'OTHER'],
    [OTHER, ago(4), null, null],
  ]);
});

test('fifty messages take as many statements as one', async () => {
  const statementsFor = (count: number) => {
    const events = Array.from({ length: count }, (_, nth) =>
      nth % 2 === 0 ? sent(fresh(), 1, 'SENT') : received(ONE, nth, 'OTHER'),
    );
    return base.statementsOf(() => base.transact((tx) => base.takeTogether(tx, { reactions, events })));
  };
  expect(await statementsFor(50)).toBe(await statementsFor(1));
});
