// What messaging keeps of customers, taken in one call: as one after the other, and with as many statements for fifty.
import { customerUpdated, type DomainEvent, protectionChanged, type Reaction, type Tx } from '@rapport/contracts';
import { saveAlias } from '@rapport/platform';
import { eventOf, fcOptions, type TestStorage, testStorage } from '@rapport/testkit';
import fc from 'fast-check';
import { reactions as reactionsOf } from '../src/events/reactions.ts';
import { createStores, storage } from '../src/store/stores.ts';
import { copyCustomers } from '../src/usecases/copy-customers.ts';
import { copyProtections } from '../src/usecases/copy-protections.ts';
import { fresh, NOON } from './given-messaging.ts';

let base: TestStorage;
let reactions: readonly Reaction[];

beforeAll(async () => {
  base = await testStorage('messaging', storage, { instant: new Date(NOON).toISOString() });
  const stores = createStores(base.database);
  const notAsked = () => Promise.reject(new Error('not asked'));
  reactions = reactionsOf({
    copyCustomers: copyCustomers({ stores }),
    copyProtections: copyProtections({ stores }),
    copyFlag: notAsked,
    queueMessage: notAsked,
  });
});
afterAll(() => base.close());

const [CURRENT, FORMER, OTHER] = [fresh('cus'), fresh('cus'), fresh('cus')];
const POINTS = ['cp_1', 'cp_2', 'cp_3'];
const time = new Date(NOON);

const customerState = (about: string, locale = 'de-DE', points: readonly string[] = []): DomainEvent => {
  const contactPoints = points.map((contactPointId) => ({ contactPointId, kind: 'PHONE' as const }));
  const data = { locale, timeZone: 'Europe/Berlin', accounts: [], contactPoints, identifiers: [] };
  return eventOf(customerUpdated, { about, time, data });
};

const protectionState = (about: string, level: 'NONE' | 'WATCH' | 'PROTECTED', since = time): DomainEvent => {
  const data = { level, since: since.toISOString(), reason: 'FINANCIAL_STRESS', reviewAt: null };
  return eventOf(protectionChanged, { about, time, data });
};

/** One person under two ids, and a conversation that nobody owns at every contact point. */
const given = async (tx: Tx): Promise<void> => {
  await saveAlias(tx, FORMER, CURRENT);
  for (const holderId of POINTS) {
    const nobody = { contactPointId: null, maskedAddress: null, ownerDueAt: null };
    const conversation = { id: `cnv_${holderId}`, holderId, channel: 'SMS' as const, openedAt: time, ...nobody };
    await createStores(base.database).conversations.insert(tx, conversation);
  }
};

const someone = fc.constantFrom(CURRENT, FORMER, OTHER);

test('states of customers in one call leave what they leave one after the other', async () => {
  const states = fc.array(
    fc
      .tuple(someone, fc.constantFrom('de-DE', 'en-GB', 'fr-FR'), fc.subarray(POINTS))
      .map(([about, locale, points]) => customerState(about, locale, points)),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(states, async (events) => {
      const { together, oneByOne } = await base.bothWays({ reactions, events, given });
      expect(together).toEqual(oneByOne);
    }),
    fcOptions({ numRuns: 25 }),
  );
});

test('the last state of each customer is kept, and every contact point that any named is asked for', async () => {
  const { together } = await base.bothWays({
    reactions,
    events: [
      customerState(CURRENT, 'de-DE', ['cp_1']),
      customerState(OTHER, 'fr-FR'),
      customerState(CURRENT, 'en-GB', ['cp_2']),
    ],
    given,
  });
  expect(together.rows['customer_copy']).toEqual([
    { customer_id: CURRENT, locale: 'en-GB' },
    { customer_id: OTHER, locale: 'fr-FR' },
  ]);
  const due = together.rows['conversation'] as { holder_id: string; owner_due_at: string | null }[];
  expect(due.filter((row) => row.owner_due_at !== null).map((row) => row.holder_id)).toEqual(['cp_1', 'cp_2']);
});

test('protections in one call leave what they leave one after the other: the last of each customer', async () => {
  const states = fc.array(
    fc
      .tuple(someone, fc.constantFrom('NONE', 'WATCH', 'PROTECTED'), fc.integer({ min: 0, max: 9 }))
      .map(([about, level, day]) => protectionState(about, level, new Date(NOON - day * 86_400_000))),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(states, async (events) => {
      const { together, oneByOne } = await base.bothWays({ reactions, events, given });
      expect(together).toEqual(oneByOne);
    }),
    fcOptions({ numRuns: 25 }),
  );
});

test.each([
  ['states of customers', (about: string) => customerState(about, 'de-DE', [`cp_of_${about}`])],
  ['protections', (about: string) => protectionState(about, 'WATCH')],
] as const)('fifty %s take as many statements as one', async (_, stateOf) => {
  const statementsFor = (count: number) => {
    const events = Array.from({ length: count }, () => stateOf(fresh('cus')));
    return base.statementsOf(() => base.transact((tx) => base.takeTogether(tx, { reactions, events })));
  };
  expect(await statementsFor(50)).toBe(await statementsFor(1));
});
