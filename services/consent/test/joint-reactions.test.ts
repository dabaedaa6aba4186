// What consent keeps of customers and of permits, taken in one call: as one event after the other.
import {
  customerConsentChanged,
  customerUpdated,
  type DomainEvent,
  makeId,
  messageChanged,
  type Reaction,
  type Tx,
} from '@rapport/contracts';
import { saveAlias } from '@rapport/platform';
import { eventOf, fcOptions, type TestStorage, testStorage } from '@rapport/testkit';
import fc from 'fast-check';
import { reactions as reactionsOf } from '../src/events/reactions.ts';
import { createStores, storage } from '../src/store/stores.ts';
import { copyCustomers } from '../src/usecases/copy-customers.ts';
import { settlePermits } from '../src/usecases/settle-permits.ts';

const NOON = new Date(Date.UTC(2026, 2, 2, 11, 0, 0));
const DAY_MS = 86_400_000;
let base: TestStorage;
let reactions: readonly Reaction[];
let counter = 0;
const fresh = (prefix: 'cus' | 'msg' | 'pmt', at = NOON) => makeId(prefix, at, new Uint8Array(10).fill((counter += 1)));

beforeAll(async () => {
  base = await testStorage('consent', storage, { instant: NOON.toISOString() });
  const stores = createStores(base.database);
  reactions = reactionsOf({
    copyCustomers: copyCustomers({ stores }),
    settlePermits: settlePermits({ stores }),
    recordOptout: () => Promise.reject(new Error('not asked')),
  });
});
afterAll(() => base.close());

const [CURRENT, FORMER, OTHER] = [fresh('cus'), fresh('cus'), fresh('cus')];
const someone = fc.constantFrom(CURRENT, FORMER, OTHER);

const customerState = (about: string, points: readonly string[], locale = 'de-DE'): DomainEvent => {
  const contactPoints = points.map((contactPointId) => ({ contactPointId, kind: 'PHONE' as const }));
  const data = { locale, timeZone: 'Europe/Berlin', accounts: [], contactPoints, identifiers: [] };
  return eventOf(customerUpdated, { about, time: NOON, data });
};

/** One person under two ids, and somebody said stop at a contact point. */
const givenStop = async (tx: Tx): Promise<void> => {
  await saveAlias(tx, FORMER, CURRENT);
  const stop = { contactPointId: 'cp_blocked', blocked: true, since: NOON, understoodBy: 'keyword:stop' };
  await createStores(base.database).contactPoints.save(tx, stop);
};

test('states of customers in one call leave and tell what they do one after the other', async () => {
  const states = fc.array(
    fc
      .tuple(someone, fc.subarray(['cp_blocked', 'cp_open', 'cp_else']), fc.constantFrom('de-DE', 'en-GB'))
      .map((parts) => customerState(...parts)),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(states, async (events) => {
      const { together, oneByOne } = await base.bothWays({ reactions, events, given: givenStop });
      expect(together).toEqual(oneByOne);
    }),
    fcOptions({ numRuns: 25 }),
  );
});

test('the last state of each customer is kept, and each owner of a blocked point is told of', async () => {
  const events = [
    customerState(OTHER, ['cp_blocked', 'cp_open']),
    customerState(FORMER, ['cp_blocked']),
    customerState(CURRENT, ['cp_else']),
    customerState(FORMER, []),
    customerState(OTHER, ['cp_open'], 'en-GB'),
  ];
  const { together } = await base.bothWays({ reactions, events, given: givenStop });
  const blockedOf = (subject: string, cause: number) => ({
    type: customerConsentChanged.type,
    subject,
    causationid: events[cause]!.id,
    data: { blockedContactPointIds: ['cp_blocked'] },
  });
  expect(together.said).toMatchObject([blockedOf(OTHER, 0), blockedOf(CURRENT, 1), blockedOf(CURRENT, 2)]);
  const owned = together.rows['owned_contact_point'] as { customer_id: string; contact_point_id: string }[];
  expect(owned.map((row) => [row.customer_id, row.contact_point_id])).toEqual([
    [CURRENT, 'cp_else'],
    [OTHER, 'cp_open'],
  ]);
  expect(together.rows['customer_copy']).toContainEqual(
    expect.objectContaining({ customer_id: OTHER, locale: 'en-GB' }),
  );
});

const [FIRST, SECOND, WAITING] = [fresh('msg'), fresh('msg'), fresh('msg')];

/** What was reserved for messages, lately and too long ago to count, and what was settled before. */
const PERMITS = [
  { customerId: CURRENT, effectId: FIRST, status: 'RESERVED', ageDays: 0 },
  { customerId: FORMER, effectId: FIRST, status: 'RESERVED', ageDays: 1 },
  { customerId: CURRENT, effectId: SECOND, status: 'RESERVED', ageDays: 0 },
  { customerId: CURRENT, effectId: FIRST, status: 'USED', ageDays: 0 },
  { customerId: OTHER, effectId: SECOND, status: 'RESERVED', ageDays: 0 },
  { customerId: OTHER, effectId: SECOND, status: 'FREED', ageDays: 1 },
  { customerId: CURRENT, effectId: FIRST, status: 'RESERVED', ageDays: 400 },
  { customerId: CURRENT, effectId: WAITING, status: 'RESERVED', ageDays: 0 },
].map(({ ageDays, ...permit }) => {
  const issuedAt = new Date(NOON.getTime() - ageDays * DAY_MS);
  return { ...permit, issuedAt, id: fresh('pmt', issuedAt), status: permit.status as 'RESERVED' | 'USED' | 'FREED' };
});

const givenPermits = async (tx: Tx): Promise<void> => {
  await saveAlias(tx, FORMER, CURRENT);
  const of = { contactPointId: 'cp_1', purpose: 'SERVICE' as const, channel: 'SMS' as const, topic: null };
  for (const permit of PERMITS) await createStores(base.database).permits.insert(tx, { ...permit, ...of });
};

type Status = typeof messageChanged.example.status;

const message = (about: string, messageId: string, status: Status, permitId: string | null): DomainEvent =>
  eventOf(messageChanged, { about, time: NOON, data: { ...messageChanged.example, messageId, status, permitId } });

test('words of messages in one call leave of permits what they leave one after the other', async () => {
  const words = fc.array(
    fc
      .tuple(
        someone,
        fc.constantFrom(FIRST, SECOND),
        fc.constantFrom<Status>('QUEUED', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'SUPPRESSED'),
        fc.constantFrom(...PERMITS.map(({ id }) => id), fresh('pmt'), null),
      )
      .map((parts) => message(...parts)),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(words, async (events) => {
      const { together, oneByOne } = await base.bothWays({ reactions, events, given: givenPermits });
      expect(together).toEqual(oneByOne);
    }),
    fcOptions({ numRuns: 25 }),
  );
});

test('what ran out or was reserved by a dead attempt is free, what was used stays used', async () => {
  const [used, dead, ranOut, , givenUp, , old, waiting] = PERMITS.map(({ id }) => id);
  const { together } = await base.bothWays({
    reactions,
    events: [
      message(CURRENT, SECOND, 'QUEUED', ranOut!),
      message(CURRENT, FIRST, 'QUEUED', used!),
      message(CURRENT, FIRST, 'SENT', used!),
      message(OTHER, SECOND, 'SUPPRESSED', null),
      message(CURRENT, FIRST, 'DELIVERED', used!),
    ],
    given: givenPermits,
  });
  const statusOf = (id: string | undefined) =>
    (together.rows['permit'] as { id: string; status: string }[]).find((row) => row.id === id)!.status;
  expect([used, ranOut, dead, givenUp].map(statusOf)).toEqual(['USED', 'FREED', 'FREED', 'FREED']);
  // One that counts no more, and one of a message that will ask again.
  expect([old, waiting].map(statusOf)).toEqual(['RESERVED', 'RESERVED']);
});

test.each([
  ['states of customers', (about: string) => customerState(about, [`cp_of_${about}`])],
  ['states of owners of a blocked point', (about: string) => customerState(about, ['cp_blocked'])],
  ['words of messages', (about: string) => message(about, fresh('msg'), 'SENT', fresh('pmt'))],
] as const)('fifty %s take as many statements as one', async (_, eventAbout) => {
  await base.transact((tx) => givenStop(tx));
  const statementsFor = (count: number) => {
    const events = Array.from({ length: count }, () => eventAbout(fresh('cus')));
    return base.statementsOf(() => base.transact((tx) => base.takeTogether(tx, { reactions, events })));
  };
  expect(await statementsFor(50)).toBe(await statementsFor(1));
});
