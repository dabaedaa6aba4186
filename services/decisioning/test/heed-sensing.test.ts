// What is sensed of several customers in one call, one person under two ids among them: as one after the other.
import {
  customerSensed,
  type DomainEvent,
  protectionChanged,
  type Reaction,
  type SignalLevel,
  type Tx,
} from '@rapport/contracts';
import { saveAlias, systemRandom } from '@rapport/platform';
import { eventOf, fcOptions, type TestStorage, testStorage } from '@rapport/testkit';
import fc from 'fast-check';
import { createStores, storage } from '../src/store/stores.ts';
import { heedSensing } from '../src/usecases/heed-sensing.ts';
import { ago, fresh, onlyReactions } from './start-decisioning.ts';

let base: TestStorage;
let reactions: readonly Reaction[];

beforeAll(async () => {
  base = await testStorage('decisioning', storage);
  reactions = onlyReactions({
    heedSensing: heedSensing({ stores: createStores(base.database), random: systemRandom, triggerMaxAgeMs: 1 }),
  });
});
afterAll(() => base.close());

/** ONE was once known by FORMER as well. */
const [ONE, FORMER, OTHER] = [fresh(), fresh(), fresh()];
const isOnePerson = (tx: Tx) => saveAlias(tx, FORMER, ONE);

/** On old facts, so that nobody is written to and only the protection follows. */
const stressed = (about: string, level: SignalLevel): DomainEvent =>
  eventOf(customerSensed, {
    about,
    time: new Date(ago(1)),
    data: {
      ...customerSensed.example,
      signals: [{ ...customerSensed.example.signals[0]!, kind: 'FINANCIAL_STRESS', level }],
      newestFactAt: ago(24 * 365),
    },
  });

const level = fc.constantFrom<SignalLevel>('NONE', 'LOW', 'MEDIUM', 'HIGH');
const levels = fc.array(level, { minLength: 3, maxLength: 3 });
const order = fc.shuffledSubarray([ONE, FORMER, OTHER], { minLength: 2 });

test('a person under two ids is protected in one call as one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(order, levels, fc.option(level), async (ids, now, before) => {
      const events = ids.map((id, index) => stressed(id, now[index]!));
      const earlier = before && stressed(ONE, before);
      const given = async (tx: Tx) => {
        await isOnePerson(tx);
        if (earlier) await base.takeTogether(tx, { reactions, events: [earlier] });
      };
      const { together, oneByOne } = await base.bothWays({ reactions, events, given });
      expect(together).toEqual(oneByOne);
    }),
    fcOptions({ numRuns: 30 }),
  );
});

test('what the second id shows is told only where the first had not shown it already', async () => {
  const toldOf = async (...events: DomainEvent[]) => {
    const { together } = await base.bothWays({ reactions, events, given: isOnePerson });
    return together.said.map((event) => {
      const { type, data } = event as { type: string; data: { level: string } };
      return [type, data.level];
    });
  };
  expect(await toldOf(stressed(FORMER, 'HIGH'), stressed(ONE, 'HIGH'))).toEqual([
    [protectionChanged.type, 'PROTECTED'],
  ]);
  expect(await toldOf(stressed(FORMER, 'MEDIUM'), stressed(ONE, 'HIGH'))).toEqual([
    [protectionChanged.type, 'WATCH'],
    [protectionChanged.type, 'PROTECTED'],
  ]);
  expect(await toldOf(stressed(FORMER, 'HIGH'), stressed(ONE, 'NONE'))).toEqual([
    [protectionChanged.type, 'PROTECTED'],
  ]);
});
