// A part of what `npm run evaluate -- behavior` measures of changes in generated lives.
import { jest } from '@jest/globals';
import { generatePopulationCustomer } from '@rapport/testkit';
import { delayOf, delaysOf, detectionRateOf, falseAlarmsOf, type Watch } from './change-detection.ts';
import { belowZero, halfTheIncome } from './plain-alarms.ts';
import { replayLives } from './replay-lives.ts';

jest.setTimeout(120_000);

const WORLD = { seed: 3, from: '2025-01-01', until: '2026-03-01' };
const people = Array.from({ length: 60 }, (_, index) => generatePopulationCustomer(index, WORLD));

const watch = (onset: number | null, alarms: readonly number[], until = 465.25): Watch => ({
  customerId: 'somebody',
  onset,
  quiet: { from: 100, until },
  alarms,
});

test('an alarm counts from the onset on and within sixty days, and the earliest one gives the delay', () => {
  const watches = [watch(300, [299, 310, 320]), watch(300, [361]), watch(300, [360]), watch(null, [310])];
  expect(delaysOf(watches)).toEqual([10, 60]);
  expect(detectionRateOf(watches)).toBeCloseTo(2 / 3);
  expect(delayOf(watches, 0.5)).toBe(60);
});

test('false alarms are those of quiet days, per year of them; days of learning do not count', () => {
  expect(falseAlarmsOf([watch(null, [50, 150, 400]), watch(200, [150, 199, 250], 200)])).toBeCloseTo(
    (4 / 465.25) * 365.25,
  );
});

test('a life that slides into stress is noticed, and the truth never reaches the signals', async () => {
  const stressed = people.filter(({ truth }) => truth.stressOnsetOn !== null).slice(0, 2);
  const calm = people.filter(({ truth }) => truth.events.length === 0).slice(0, 1);
  expect([stressed.length, calm.length]).toEqual([2, 1]);
  for await (const { person, lived } of replayLives([...stressed, ...calm])) {
    expect(lived.customerId).toBe(person.truth.userId);
    const isHigh = lived.changes.some(({ kind, level }) => kind === 'FINANCIAL_STRESS' && level === 'HIGH');
    expect(isHigh).toBe(person.truth.stressOnsetOn !== null);
    expect(belowZero(person).length > 0).toBe(person.truth.stressOnsetOn !== null);
  }
});

test('the plain rule for income rises within six weeks of most wages that were lost', () => {
  const losers = people.filter(({ truth }) => truth.incomeLossOn !== null);
  expect(losers.length).toBeGreaterThan(2);
  const noticed = losers.filter((person) => {
    const onset = Date.parse(person.truth.incomeLossOn!) / 86_400_000;
    return halfTheIncome(person).some((day) => day >= onset - 1 && day <= onset + 42);
  });
  expect(noticed.length / losers.length).toBeGreaterThan(0.5);
});
