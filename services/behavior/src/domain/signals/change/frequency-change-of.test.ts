import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { customerOn, EVER, lived, PAST_DAYS, turning, watching } from '../../../../test/rhythm-lives.ts';
import { frequencyChangeOf } from './frequency-change-of.ts';

const { suretyOf, falseAlarmsOf, detectedOf } = watching(frequencyChangeOf, 2_000);

test('of lives that go on as ever fewer than one in four is reported in a year', () => {
  expect(falseAlarmsOf(EVER)).toBeLessThan(0.25);
});

test('who pays in sprees is reported little more often for it', () => {
  expect(falseAlarmsOf({ ...EVER, spree: 3 })).toBeLessThan(0.5);
});

test('a third as many payments, and twice as many, are noticed within six weeks', () => {
  expect(detectedOf({ paymentsAWeek: 4 })).toBeGreaterThan(0.8);
  expect(detectedOf({ paymentsAWeek: 24 })).toBeGreaterThan(0.8);
});

test('an account on which nothing comes any more is noticed within three weeks', () => {
  const life = lived(1, turning({ paymentsAWeek: 0 }));
  expect(suretyOf(life, PAST_DAYS - 1)).toBe(0);
  expect(suretyOf(life, PAST_DAYS + 20)).toBeGreaterThan(0.5);
});

test('a third more is none, however many payments make it certain', () => {
  const life = lived(2, turning({ paymentsAWeek: 133 }, { paymentsAWeek: 100, hour: 17 }));
  expect(suretyOf(life, PAST_DAYS + 41)).toBe(0);
});

test('whose weeks always differed needs more to have changed', () => {
  const uneven = (day: number) => ({ ...EVER, paymentsAWeek: Math.floor(day / 7) % 3 === 0 ? 32 : 2 });
  const half = { ...EVER, paymentsAWeek: 4 };
  expect(
    suretyOf(
      lived(3, (day) => (day < PAST_DAYS ? uneven(day) : half)),
      PAST_DAYS + 41,
    ),
  ).toBeLessThan(0.25);
  expect(suretyOf(lived(3, turning(half)), PAST_DAYS + 41)).toBeGreaterThan(0.5);
});

test('nothing is told within ten weeks, nor of fewer than 30 payments', () => {
  const life = lived(4, turning({ paymentsAWeek: 0 }));
  expect(suretyOf(life.slice(PAST_DAYS - 48), 68)).toBeNull();
  expect(
    suretyOf(
      lived(5, () => ({ ...EVER, paymentsAWeek: 0.7 })),
      PAST_DAYS,
    ),
  ).toBeNull();
});

test('when on a day and on which account something was paid changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 30 }), (seed, paymentsAWeek) => {
      const life = lived(seed, turning({ paymentsAWeek }));
      const surety = suretyOf(life, PAST_DAYS + 41);
      expect(surety !== null && surety >= 0 && surety <= 1).toBe(true);
      expect(
        suretyOf(
          life.map((hours) => hours.map((hour) => 23 - hour)),
          PAST_DAYS + 41,
        ),
      ).toBe(surety);
      const customer = customerOn(life, PAST_DAYS + 41);
      const moved = customer.allDays.map((day) => ({ ...day, accountId: `acct-${day.transactionCount}` }));
      expect(frequencyChangeOf({ ...customer, allDays: moved })).toBe(surety);
    }),
    fcOptions({ numRuns: 20 }),
  );
});
