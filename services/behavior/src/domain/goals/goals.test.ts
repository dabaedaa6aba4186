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
  expect(refusal({ target: '0' })).toBe('TARGET');
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
