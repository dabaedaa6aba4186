// What customers met, recorded in one call: as one message after the other.
import { type DomainEvent, makeId, messageChanged, type Reaction, type Tx } from '@rapport/contracts';
import { saveAlias } from '@rapport/platform';
import { eventOf, fcOptions, type Left, type TestStorage, testStorage } from '@rapport/testkit';
import fc from 'fast-check';
import { reactions as reactionsOf } from '../src/events/reactions.ts';
import { createStores, storage } from '../src/store/stores.ts';
import { recordExposures } from '../src/usecases/record-exposures.ts';

const NOON = Date.UTC(2026, 2, 2, 11, 0, 0);
const MINUTE_MS = 60_000;
let base: TestStorage;
let reactions: readonly Reaction[];
let counter = 0;
const fresh = () => makeId('cus', new Date(NOON), new Uint8Array(10).fill((counter += 1)));

beforeAll(async () => {
  base = await testStorage('experimentation', storage);
  reactions = reactionsOf({ recordExposures: recordExposures({ stores: createStores(base.database) }) });
});
afterAll(() => base.close());

const [CURRENT, FORMER, OTHER] = [fresh(), fresh(), fresh()];
const given = (tx: Tx) => saveAlias(tx, FORMER, CURRENT);

type Status = typeof messageChanged.example.status;

const message = (about: string, minute: number, status: Status, variation: string | null): DomainEvent => {
  const experiment = variation === null ? undefined : { key: 'help-message-wording', variation };
  const data = { ...messageChanged.example, status, experiment };
  return eventOf(messageChanged, { about, time: new Date(NOON + minute * MINUTE_MS), data });
};

/** Exposures are numbered as they come: their ids are new each time. */
const numbered = (left: Left): unknown => {
  const ids = new Map<string, string>();
  const number = (id: string) => ids.set(id, ids.get(id) ?? `out_${ids.size}`).get(id)!;
  return JSON.parse(JSON.stringify(left).replaceAll(/out_\w{26}/g, number));
};

test('messages in one call leave what they leave one after the other', async () => {
  const messages = fc.array(
    fc
      .tuple(
        fc.constantFrom(CURRENT, FORMER, OTHER),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom<Status>('SENT', 'DELIVERED', 'FAILED'),
        fc.constantFrom('plain', 'warm', null),
      )
      .map((parts) => message(...parts)),
    { minLength: 1, maxLength: 10 },
  );
  await fc.assert(
    fc.asyncProperty(messages, async (events) => {
      const { together, oneByOne } = await base.bothWays({ reactions, events, given });
      expect(numbered(together)).toEqual(numbered(oneByOne));
    }),
    fcOptions({ numRuns: 25 }),
  );
});

test('the first message of a variation counts, under whichever id, and is the cause of what is told', async () => {
  const events = [
    message(OTHER, 5, 'SENT', 'warm'),
    message(FORMER, 4, 'SENT', 'plain'),
    message(CURRENT, 1, 'FAILED', 'warm'),
    message(CURRENT, 2, 'DELIVERED', 'plain'),
    message(CURRENT, 3, 'SENT', 'warm'),
    message(OTHER, 6, 'DELIVERED', 'warm'),
  ];
  const { together } = await base.bothWays({ reactions, events, given });
  const told = (index: number, subject: string, variationKey: string) => ({
    subject,
    time: events[index]!.time.toISOString(),
    causationid: events[index]!.id,
    data: { variationKey },
  });
  expect(together.said).toMatchObject([
    told(0, OTHER, 'warm'),
    // A merged customer's exposure is told of the customer they are now.
    told(1, CURRENT, 'plain'),
    told(4, CURRENT, 'warm'),
  ]);
  const rows = together.rows['exposure'] as { customer_id: string; variation_key: string }[];
  expect(rows.map((row) => [row.customer_id, row.variation_key])).toEqual([
    [CURRENT, 'warm'],
    [FORMER, 'plain'],
    [OTHER, 'warm'],
  ]);
});

test('fifty messages take as many statements as one', async () => {
  const statementsFor = (count: number) => {
    const events = Array.from({ length: count }, () => message(fresh(), 0, 'SENT', 'warm'));
    return base.statementsOf(() => base.transact((tx) => base.takeTogether(tx, { reactions, events })));
  };
  expect(await statementsFor(50)).toBe(await statementsFor(1));
});
