import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { customerDaysOf } from '../features/customer-days.ts';
import { bucketOf } from '../features/day-bucket.ts';
import { daysBefore } from '../features/feature.ts';
import { dayOf, type LedgerFact } from '../ledger/ledger-fact.ts';
import { type Goal, type GoalDraft, goalRefusal } from './goal.ts';
import { type EndOfDay, goalOutlook } from './goal-outlook.ts';
import { proposeGoals } from './propose-goals.ts';

const TODAY = '2026-03-02';
const AT = new Date('2026-03-02T11:00:00Z');
const goal = (of: Partial<Goal> = {}): Goal => ({
  customerId: 'cus_a',
  goalId: 'goal_a',
  kind: 'HOME',
  name: 'A flat',
  target: '10000',
  currency: 'EUR',
  targetOn: '2027-03-02',
  accountId: 'savings',
  saved: null,
  status: 'ACTIVE',
  createdAt: AT,
  changedAt: AT,
  ...of,
});
/** So much more every week, up to a balance today. */
const growing = (weekly: number, balance: number, weeks = 20): EndOfDay[] =>
  Array.from({ length: weeks + 1 }, (_, index) => ({
    day: daysBefore(TODAY, (weeks - index) * 7),
    balance: String(balance - (weeks - index) * weekly),
  }));

test('who puts by enough is on track, who puts by too little is behind, and both are told what is needed', () => {
  const fast = goalOutlook(goal(), growing(150, 4_000), TODAY);
  expect(fast).toMatchObject({ saved: '4000', progress: 0.4, pace: 'ON_TRACK', monthly: '642.86', probability: 1 });
  expect(fast.reachedOn).toBe(daysBefore(TODAY, -280));
  expect(fast.neededMonthly).toBe('493.15');
  expect(goalOutlook(goal(), growing(20, 4_000), TODAY)).toMatchObject({ pace: 'BEHIND', probability: 0 });
  expect(goalOutlook(goal(), growing(-20, 4_000), TODAY)).toMatchObject({ pace: 'BEHIND', reachedOn: null });
});

test('a goal that is reached says so, one without an account knows what its owner says and no pace', () => {
  expect(goalOutlook(goal({ target: '3000' }), growing(10, 4_000), TODAY)).toMatchObject({
    pace: 'REACHED',
    progress: 1,
    reachedOn: TODAY,
    probability: 1,
    neededMonthly: '0',
  });
  const said = goalOutlook(goal({ accountId: null, saved: '2500', targetOn: null }), [], TODAY);
  expect(said).toMatchObject({
    saved: '2500',
    progress: 0.25,
    pace: 'UNKNOWN',
    probability: null,
    neededMonthly: null,
  });
  expect(goalOutlook(goal(), growing(100, 500, 3), TODAY)).toMatchObject({ pace: 'UNKNOWN', monthly: null });
});

test('the chance of a goal is that of a balance that walks with its weekly drift and spread', () => {
  // Twelve weekly changes of 100 and 0 in turns: a drift of 50 a week, a variance of 30,000 / 11 a week.
  const ends = Array.from({ length: 13 }, (_, week) => ({
    day: daysBefore(TODAY, (12 - week) * 7),
    balance: String(Math.floor(week / 2) * 100),
  }));
  const chance = (target: number, weeks = 12) =>
    goalOutlook(goal({ target: String(target), targetOn: daysBefore(TODAY, -7 * weeks) }), ends, TODAY);
  expect(chance(1_200)).toMatchObject({ monthly: '214.29', pace: 'ON_TRACK', probability: 0.5 });
  expect(chance(1_201)).toMatchObject({ pace: 'BEHIND' });
  // One, two and three spreads off: sqrt(12 × 30,000 / 11) = 180.9.
  const spreads = [-3, -2, -1, 1, 2, 3].map((off) => chance(1_200 - off * Math.sqrt(360_000 / 11)).probability);
  expect(spreads).toEqual([0.0013, 0.0228, 0.1587, 0.8413, 0.9772, 0.9987]);
  expect(chance(600 + 200, 4).probability).toBe(0.5);
});

test('a pace is told from four weeks on, of a quarter at most, and of a balance that grows', () => {
  const since = (days: number) => goalOutlook(goal(), [{ day: daysBefore(TODAY, days), balance: '100' }], TODAY);
  expect([since(27).pace, since(28).pace]).toEqual(['UNKNOWN', 'BEHIND']);
  // Nothing for a long time, then a thousand 90 days ago: twelve weeks know of none of it.
  const early = [...growing(0, 0, 40), { day: daysBefore(TODAY, 85), balance: '1000' }].toSorted((a, b) =>
    a.day < b.day ? -1 : 1,
  );
  expect(
    goalOutlook(
      goal(),
      early.filter(({ day }) => day <= daysBefore(TODAY, 85)),
      TODAY,
    ).monthly,
  ).toBe('0');
  const within = goalOutlook(
    goal(),
    [...growing(0, 0, 40).slice(0, 20), { day: daysBefore(TODAY, 84), balance: '1000' }],
    TODAY,
  );
  expect(within.monthly).toBe('0');
  const inWindow = [...growing(0, 0, 40).slice(0, 20), { day: daysBefore(TODAY, 83), balance: '1200' }];
  expect(goalOutlook(goal(), inWindow, TODAY).monthly).toBe('428.57');
});

test('a goal without a day is on track while it will ever be reached, one whose day is over is behind', () => {
  const some = (weekly: number, target: string, targetOn: string | null) =>
    goalOutlook(goal({ target, targetOn }), growing(weekly, 4_000), TODAY);
  expect(some(70, '10000', null)).toMatchObject({
    pace: 'ON_TRACK',
    reachedOn: daysBefore(TODAY, -600),
    probability: null,
    neededMonthly: null,
  });
  expect(some(70, '4001', null)).toMatchObject({ pace: 'ON_TRACK', reachedOn: daysBefore(TODAY, -1) });
  expect(some(0, '10000', null)).toMatchObject({ pace: 'BEHIND', reachedOn: null });
  // Ten a day: fifty years are 18,250 days.
  expect(some(70, '186500', null)).toMatchObject({ pace: 'ON_TRACK', reachedOn: daysBefore(TODAY, -18_250) });
  expect(some(70, '186501', null)).toMatchObject({ pace: 'BEHIND', reachedOn: null });
  expect(some(70, '10000', TODAY)).toMatchObject({ pace: 'BEHIND', probability: null, neededMonthly: null });
  const tomorrow = some(70, '4010', daysBefore(TODAY, -1));
  expect(tomorrow).toMatchObject({ pace: 'ON_TRACK', probability: 1, neededMonthly: '10' });
  expect(some(70, '4011', daysBefore(TODAY, -1))).toMatchObject({ pace: 'BEHIND', probability: 0 });
});

test('an overdrawn account has saved nothing, and one that nobody has seen neither', () => {
  expect(goalOutlook(goal(), growing(10, -50), TODAY)).toMatchObject({ saved: '0', progress: 0 });
  expect(goalOutlook(goal(), [], TODAY)).toMatchObject({ saved: '0', pace: 'UNKNOWN', monthly: null });
  expect(goalOutlook(goal({ target: '3' }), [{ day: TODAY, balance: '1' }], TODAY).progress).toBe(0.3333);
  expect(goalOutlook(goal({ target: '5' }), [{ day: TODAY, balance: '4' }], TODAY).pace).toBe('UNKNOWN');
});

test('the more is missing, the less likely it is; the chance lies within 0 and 1', () => {
  const ends = fc.array(fc.integer({ min: -400, max: 600 }), { minLength: 6, maxLength: 20 }).map((changes) =>
    changes.reduce<EndOfDay[]>(
      (all, change, index) => [
        ...all,
        {
          day: daysBefore(TODAY, (changes.length - 1 - index) * 7),
          balance: String(Number(all.at(-1)?.balance ?? 0) + change),
        },
      ],
      [],
    ),
  );
  fc.assert(
    fc.property(ends, fc.integer({ min: 1, max: 50_000 }), fc.nat(50_000), (told, target, more) => {
      const near = goalOutlook(goal({ target: String(target) }), told, TODAY).probability!;
      const far = goalOutlook(goal({ target: String(target + more) }), told, TODAY).probability!;
      expect(near >= 0 && near <= 1).toBe(true);
      expect(far).toBeLessThanOrEqual(near);
    }),
    fcOptions(),
  );
});

test('a goal names a sum, a day to come and an account of its own, or is refused', () => {
  const refusal = (of: Partial<GoalDraft>) =>
    goalRefusal(goal(of), { today: TODAY, held: [{ accountId: 'savings', currency: 'EUR' }] });
  expect(refusal({})).toBeNull();
  expect(refusal({ name: ' ' })).toBe('NAME');
  expect(refusal({ name: 'a'.repeat(80) })).toBeNull();
  expect(refusal({ name: 'a'.repeat(81) })).toBe('NAME');
  expect(refusal({ name: 'a\0' })).toBe('NAME');
  expect(refusal({ target: '0' })).toBe('TARGET');
  expect(refusal({ target: '-1' })).toBe('TARGET');
  expect(refusal({ targetOn: null })).toBeNull();
  expect(refusal({ accountId: null, saved: '0' })).toBeNull();
  expect(refusal({ accountId: null, saved: '-1' })).toBe('SAVED');
  expect(refusal({ targetOn: TODAY })).toBe('PAST');
  expect(refusal({ accountId: 'another' })).toBe('FOREIGN_ACCOUNT');
  expect(refusal({ currency: 'USD' })).toBe('FOREIGN_ACCOUNT');
  expect(refusal({ saved: '5' })).toBe('SAVED');
});

const fact = (daysAgo: number, amount: string, balanceAfter: string): LedgerFact => ({
  customerId: 'cus_a',
  bookedAt: new Date(AT.getTime() - daysAgo * 86_400_000),
  accountId: 'main',
  transactionId: `tx-${daysAgo}`,
  kind: 'POSTED',
  amount,
  currency: 'EUR',
  narration: 'A BOOKING',
  mcc: null,
  balanceAfter,
  reason: null,
  version: 1,
  receivedAt: AT,
  enrichment: null,
});
const daysOf = (facts: readonly LedgerFact[]) =>
  customerDaysOf(
    [...Map.groupBy(facts, ({ bookedAt }) => dayOf(bookedAt))].map(([day, of]) => ({ day, bucket: bucketOf(of) })),
    [],
    TODAY,
  );

test('who has less than three months of essentials is proposed a cushion, who is overdrawn the way out', () => {
  const rent = [80, 50, 20].map((daysAgo) => fact(daysAgo, '-900', '1200'));
  expect(proposeGoals(daysOf(rent), [])).toEqual([
    expect.objectContaining({ kind: 'EMERGENCY_FUND', target: '3000', targetOn: '2027-03-02' }),
  ]);
  expect(proposeGoals(daysOf(rent.map((one) => ({ ...one, balanceAfter: '9000' }))), [])).toEqual([]);
  const low = [10, 8, 6, 4, 2].map((daysAgo) => fact(daysAgo, '-10', `-${daysAgo}40`));
  expect(proposeGoals(daysOf([...rent, ...low]), [])).toEqual([
    expect.objectContaining({ kind: 'CLEAR_OVERDRAFT', target: '1100' }),
  ]);
});

test('what was turned down is not proposed again for half a year', () => {
  const rent = daysOf([80, 50, 20].map((daysAgo) => fact(daysAgo, '-900', '1200')));
  const dismissed = (daysAgo: number) =>
    goal({ kind: 'EMERGENCY_FUND', status: 'DISMISSED', changedAt: new Date(AT.getTime() - daysAgo * 86_400_000) });
  expect(proposeGoals(rent, [dismissed(100)])).toEqual([]);
  expect(proposeGoals(rent, [dismissed(200)])).toHaveLength(1);
  // What is being saved for is not proposed however long ago it was taken up.
  const old = goal({ kind: 'EMERGENCY_FUND', changedAt: new Date(AT.getTime() - 300 * 86_400_000) });
  expect(proposeGoals(rent, [old])).toEqual([]);
});

test('a cushion is three months of essentials, where two were seen and less is held in its currency', () => {
  const rent = (...days: number[]) => days.map((daysAgo) => fact(daysAgo, '-900', '1200'));
  expect(proposeGoals(daysOf(rent(59, 20)), [])).toEqual([]);
  expect(proposeGoals(daysOf(rent(60, 20)), [])[0]).toMatchObject({
    // 1,800 in 61 days.
    target: '2700',
    reason: 'What you cannot do without costs about 890 EUR a month.',
  });
  const elsewhere = (currency: string, balanceAfter: string) =>
    rent(80, 50, 20).concat({ ...fact(5, '1', balanceAfter), accountId: 'savings', currency });
  const proposed = (facts: readonly LedgerFact[]) => proposeGoals(daysOf(facts), []).map(({ target }) => target);
  // Three times 2,700 × 30 / 81 days.
  expect(proposed(elsewhere('EUR', '1799'))).toEqual(['3000']);
  expect(proposed(elsewhere('EUR', '1800'))).toEqual([]);
  expect(proposed(elsewhere('USD', '9000'))).toEqual(['3000']);
  // Of what was spent before the last ninety days nothing is told.
  expect(proposed(rent(90, 50, 20))).toEqual([]);
  expect(proposed(rent(90, 60, 20))).toEqual(['2700']);
  expect(proposed(rent(80, 20).map((one) => ({ ...one, amount: '900' })))).toEqual([]);
});

test('the way out of an overdraft is shown from five days below zero within a quarter, to the lowest', () => {
  const below = (...days: number[]) => days.map((daysAgo) => fact(daysAgo, '-10', daysAgo === 4 ? '-73.5' : '-40'));
  const [way] = proposeGoals(daysOf(below(8, 6, 4, 2, 0)), []);
  expect(way).toMatchObject({
    kind: 'CLEAR_OVERDRAFT',
    target: '74',
    targetOn: '2026-08-29',
    reason: 'Within 90 days the account ended 5 days below zero, the lowest at -73.5.',
  });
  expect(proposeGoals(daysOf(below(6, 4, 2, 0)), [])).toEqual([]);
  expect(proposeGoals(daysOf(below(89, 6, 4, 2, 0)), [])[0]).toMatchObject({ kind: 'CLEAR_OVERDRAFT' });
  expect(proposeGoals(daysOf(below(90, 6, 4, 2, 0)), [])).toEqual([]);
});

test('only a goal of its own kind stands in the way of a proposal, turned down until half a year is over', () => {
  const rent = daysOf([80, 50, 20].map((daysAgo) => fact(daysAgo, '-900', '1200')));
  expect(proposeGoals(rent, [goal({ kind: 'HOME' })])).toHaveLength(1);
  const dismissed = (changedAt: string) =>
    proposeGoals(rent, [goal({ kind: 'EMERGENCY_FUND', status: 'DISMISSED', changedAt: new Date(changedAt) })]);
  expect(dismissed('2025-09-03T00:00:00.001Z')).toEqual([]);
  expect(dismissed('2025-09-03T00:00:00Z')).toHaveLength(1);
});
