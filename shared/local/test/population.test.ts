import { jest } from '@jest/globals';
import { TRACK_SCHEMAS } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import type { SegmentCall } from '../src/demo/segment-call.ts';
import {
  type GeneratedCustomer,
  generatePopulation,
  generatePopulationCustomer,
} from '../src/population/generate-population.ts';
import { LIVELIHOODS } from '../src/population/ground-truth.ts';

// Lives are long: on a busy machine making some of them takes its time.
jest.setTimeout(120_000);

const YEAR = { seed: 1, from: '2025-01-01', until: '2026-03-01' };
const people: readonly GeneratedCustomer[] = [...generatePopulation(100, YEAR)];

type Posted = { transactionId: string; accountId: string; amount: string; balanceAfter: string; bookedAt: string };

const of = (calls: readonly SegmentCall[], event: string): Posted[] =>
  calls.flatMap((call) => (call.event === event ? (call.properties as Posted) : []));
const posted = ({ calls }: GeneratedCustomer): Posted[] => of(calls, 'Transaction Posted');
const cents = (text: string): number => Math.round(Number(text) * 100);
const wages = (person: GeneratedCustomer): Posted[] => {
  const ids = new Set(
    person.truth.series
      .filter(({ kind }) => kind === 'SALARY' || kind === 'GIG_PAY')
      .flatMap(({ transactionIds }) => transactionIds),
  );
  return posted(person).filter(({ transactionId }) => ids.has(transactionId));
};

test('the same seed gives the same bytes, and a customer does not depend on how many others there are', () => {
  fc.assert(
    fc.property(
      fc.record({ seed: fc.nat(10_000), index: fc.nat(8), days: fc.integer({ min: 90, max: 500 }) }),
      ({ seed, index, days }) => {
        const until = new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10);
        const options = { seed, from: '2025-01-01', until };
        const among = [...generatePopulation(index + 1, options)].at(-1);
        const alone = generatePopulationCustomer(index, options);
        expect(JSON.stringify(alone)).toBe(JSON.stringify(among));
      },
    ),
    fcOptions({ numRuns: 5 }),
  );
  const bytes = (seed: number, index: number) => JSON.stringify(generatePopulationCustomer(index, { ...YEAR, seed }));
  expect(bytes(1, 7)).not.toBe(bytes(2, 7));
  expect(bytes(1, 7)).not.toBe(bytes(1, 8));
});

test('every call is one that the published schemas accept, under a messageId of its own, oldest first', () => {
  const calls = people.flatMap((person) => person.calls);
  const isValid = ({ type, event, properties }: SegmentCall): boolean =>
    type === 'identify' || (TRACK_SCHEMAS.get(event ?? '')?.properties.safeParse(properties).success ?? false);
  expect(calls.filter((call) => !isValid(call))).toEqual([]);
  expect(new Set(calls.map(({ messageId }) => messageId)).size).toBe(calls.length);
  for (const { calls: own } of people) {
    const times = own.map(({ timestamp }) => timestamp);
    expect(times.join()).toBe(times.toSorted().join());
    expect(own[0]!.type).toBe('identify');
  }
});

test('every balance is the one before and the amount, to the cent, on each account', () => {
  for (const person of people) {
    for (const booked of Map.groupBy(posted(person), ({ accountId }) => accountId).values()) {
      const wrong = booked
        .slice(1)
        .filter(
          ({ amount, balanceAfter }, index) =>
            cents(balanceAfter) !== cents(booked[index]!.balanceAfter) + cents(amount),
        );
      expect(wrong).toEqual([]);
    }
  }
});

test('the truth names a category for every transaction and for no other, and series whose transactions exist', () => {
  for (const person of people) {
    const { truth } = person;
    const ids = posted(person).map(({ transactionId }) => transactionId);
    expect(Object.keys(truth.categories).toSorted().join()).toBe(ids.toSorted().join());
    const amounts = new Map(posted(person).map(({ transactionId, amount }) => [transactionId, cents(amount)]));
    const against = truth.series.flatMap(({ transactionIds, direction }) =>
      transactionIds.filter((id) => (amounts.get(id) ?? 0) > 0 !== (direction === 'IN')),
    );
    expect(against).toEqual([]);
    const inSeries = truth.series.flatMap(({ transactionIds }) => transactionIds);
    expect(new Set(inSeries).size).toBe(inSeries.length);
  }
});

test('events lie within the window, and every livelihood and every turn of life occurs', () => {
  for (const { truth } of people) {
    for (const { on } of truth.events) expect(on >= truth.from && on < truth.until).toBe(true);
  }
  expect(new Set(people.map(({ truth }) => truth.livelihood))).toEqual(new Set(LIVELIHOODS));
  const kinds = new Set(people.flatMap(({ truth }) => truth.events.map(({ kind }) => kind)));
  for (const kind of ['MOVE', 'NEW_CHILD', 'JOB_LOSS', 'RETIREMENT', 'TRAVEL', 'STRESS', 'RHYTHM_CHANGE'] as const) {
    expect(kinds).toContain(kind);
  }
});

test('no wage comes from the day on which income is lost, and one came within the six weeks before', () => {
  const losers = people.filter(({ truth }) => truth.incomeLossOn !== null);
  expect(losers.length).toBeGreaterThan(5);
  for (const person of losers) {
    const lostOn = person.truth.incomeLossOn!;
    const dates = wages(person).map(({ bookedAt }) => bookedAt.slice(0, 10));
    expect(dates.filter((date) => date >= lostOn)).toEqual([]);
    expect(Date.parse(lostOn) - Date.parse(dates.at(-1)!)).toBeLessThan(42 * 86_400_000);
  }
});

test('whoever slides into stress goes below zero after its onset, and calm lives hardly ever do', () => {
  const stressed = people.filter(({ truth }) => truth.stressOnsetOn !== null);
  expect(stressed.length).toBeGreaterThan(5);
  for (const { truth } of stressed) expect(truth.belowZeroOn).not.toBeNull();
  expect(stressed.filter(({ truth }) => truth.belowZeroOn! < truth.stressOnsetOn!)).toEqual([]);
  const calm = people.filter(({ truth }) => !truth.events.some(({ kind }) => kind !== 'TRAVEL'));
  const below = calm.filter(({ truth }) => truth.belowZeroOn !== null);
  expect(below.length / calm.length).toBeLessThan(0.05);
  for (const person of people) {
    const returned = of(person.calls, 'Payment Returned').length;
    if (returned > 0) expect(person.truth.belowZeroOn).not.toBeNull();
  }
});

test('from the day of a change of rhythm purchases lie at other hours', () => {
  const hoursFar = ({ calls, truth }: GeneratedCustomer): number => {
    const changedOn = truth.rhythmChangeOn ?? '';
    const shares = (isBefore: boolean): number[] => {
      const hours = Array.from({ length: 24 }, () => 0);
      const bought = calls.filter(({ properties }) => properties?.['mcc'] && Number(properties['amount']) < 0);
      const part = bought.filter(({ timestamp }) => timestamp < changedOn === isBefore);
      for (const { timestamp } of part) hours[Number(timestamp.slice(11, 13))]! += 1 / part.length;
      return hours;
    };
    const [before, after] = [shares(true), shares(false)];
    return before.reduce((sum, share, hour) => sum + Math.abs(share - after[hour]!), 0) / 2;
  };
  const turned = people.filter(({ truth }) => truth.rhythmChangeOn !== null);
  expect(turned.length).toBeGreaterThan(5);
  for (const person of turned) expect(hoursFar(person)).toBeGreaterThan(0.4);
});

test('a window that is too short for a life is refused', () => {
  expect(() => generatePopulationCustomer(0, { seed: 1, from: '2025-01-01', until: '2025-02-01' })).toThrow(RangeError);
});
