import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { customerOn, EVER, lived, PAST_DAYS, turning, watching } from '../../../../test/rhythm-lives.ts';
import type { CustomerDays } from '../../features/feature.ts';
import { hoursChangeOf } from './hours-change-of.ts';

const { suretyOf, falseAlarmsOf, detectedOf } = watching(hoursChangeOf, 1_000);

test('of lives that go on as ever fewer than one in four is reported in a year', () => {
  expect(falseAlarmsOf(EVER)).toBeLessThan(0.25);
  expect(falseAlarmsOf({ paymentsAWeek: 5, hour: 12, weekendHour: 19 })).toBeLessThan(0.25);
});

test('who pays in sprees is reported little more often for it', () => {
  expect(falseAlarmsOf({ ...EVER, spree: 4 })).toBeLessThan(0.5);
});

test('nights instead of days, and evenings instead of mornings, are noticed within six weeks', () => {
  expect(detectedOf({ hour: 5 })).toBeGreaterThan(0.95);
  expect(detectedOf({ hour: 19 }, { ...EVER, hour: 12 })).toBeGreaterThan(0.7);
});

test('weekends instead of working days are noticed where the hours stay', () => {
  const working = (day: number) => ({ ...EVER, paymentsAWeek: day % 7 < 5 ? 16 : 2 });
  const weekend = (day: number) => ({ ...EVER, paymentsAWeek: day % 7 < 5 ? 2 : 37 });
  const life = lived(3, (day) => (day < PAST_DAYS ? working(day) : weekend(day)));
  expect(suretyOf(life, PAST_DAYS - 1)).toBe(0);
  expect(suretyOf(life, PAST_DAYS + 41)).toBeGreaterThan(0.5);
});

test('a small shift is none, however many payments make it certain', () => {
  const life = lived(4, turning({ hour: 15 }, { paymentsAWeek: 140, hour: 17 }));
  expect(suretyOf(life, PAST_DAYS + 41)).toBe(0);
});

test('whose weeks always differed needs more to have changed', () => {
  const changing = (periodDays: number) => (day: number) => {
    const isEarly = day >= PAST_DAYS || Math.floor(day / periodDays) % 2 === 0;
    return { paymentsAWeek: 20, hour: isEarly ? 6 : 16 };
  };
  const found = (periodDays: number) =>
    [5, 6, 7, 8].filter((seed) => suretyOf(lived(seed, changing(periodDays)), PAST_DAYS + 41)! >= 0.5).length;
  expect(found(7)).toBe(0);
  expect(found(1)).toBeGreaterThanOrEqual(3);
});

test('a change that stays becomes the past within half a year', () => {
  const life = lived(6, turning({ hour: 5 }), 2 * PAST_DAYS + 42);
  expect(suretyOf(life, PAST_DAYS + 27)).toBe(1);
  expect(suretyOf(life, 2 * PAST_DAYS + 41)).toBe(0);
});

test('nothing is told without a clock, ten weeks or enough payments, and where the bank books in batches', () => {
  const life = lived(7, turning({ hour: 5 }));
  const customer = customerOn(life, PAST_DAYS + 27);
  expect(hoursChangeOf(customer)).toBe(1);
  expect(hoursChangeOf({ ...customer, person: { timeZone: null, financialLiteracy: null } })).toBeNull();
  expect(suretyOf(life.slice(PAST_DAYS - 40), 68)).toBeNull();
  expect(
    suretyOf(
      lived(8, () => ({ ...EVER, paymentsAWeek: 0.5 })),
      PAST_DAYS,
    ),
  ).toBeNull();
  const sinceBatches = life.map((hours, day) => (day < PAST_DAYS ? hours : hours.map(() => 0)));
  expect(suretyOf(sinceBatches, PAST_DAYS + 41)).toBeNull();
});

test('the clock, not its zone, and the payments, not their accounts, decide', () => {
  const onTokyoTime = ({ allDays, ...rest }: CustomerDays): CustomerDays => ({
    ...rest,
    allDays,
    person: { timeZone: 'Asia/Tokyo', financialLiteracy: null },
  });
  const seeds = fc.tuple(fc.nat(10_000), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 14, max: 55 }));
  fc.assert(
    fc.property(seeds, ([seed, hour, after]) => {
      // Between 9 and 23 o'clock in Tokyo it is the same day in UTC.
      const life = lived(seed, turning({ hour })).map((hours) => hours.map((one) => Math.max(one, 9)));
      const customer = customerOn(life, PAST_DAYS + after);
      const surety = hoursChangeOf(customer);
      expect(surety === null || (surety >= 0 && surety <= 1)).toBe(true);
      const abroad = onTokyoTime(
        customerOn(
          life.map((hours) => hours.map((one) => one - 9)),
          PAST_DAYS + after,
        ),
      );
      expect(hoursChangeOf(abroad)).toBe(surety);
      const split = customer.allDays.flatMap((day) => [
        { ...day, accountId: 'acct-2', byHour: (day.byHour ?? []).slice(0, 1) },
        { ...day, byHour: (day.byHour ?? []).slice(1) },
      ]);
      expect(hoursChangeOf({ ...customer, allDays: split })).toBe(surety);
    }),
    fcOptions({ numRuns: 20 }),
  );
});
