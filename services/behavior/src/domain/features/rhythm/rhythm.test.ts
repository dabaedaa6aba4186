import { event, fact, featuresOf, NOON, onDays, range } from '../../../../test/given-days.ts';

const BERLIN = { person: { timeZone: 'Europe/Berlin', financialLiteracy: null } };
const at = (daysAgo: number, utcHour: number, minute = 0) =>
  fact(daysAgo, { bookedAt: new Date(NOON - daysAgo * 86_400_000 + ((utcHour - 12) * 60 + minute) * 60_000) });

test("the night is the person's own: 22:30 in London's winter is 23:30 in Berlin", () => {
  const facts = onDays(range(0, 20), (ago) => at(ago, ago % 4 === 0 ? 22 : 14, 30));
  expect(featuresOf({ facts }, BERLIN)['night_share_90d']).toBe('0.25');
  const london = { person: { timeZone: 'Europe/London', financialLiteracy: null } };
  expect(featuresOf({ facts }, london)['night_share_90d']).toBe('0');
  expect(featuresOf({ facts })['night_share_90d']).toBeNull();
});

test('where the bank books everything at midnight hours say nothing, but weekends do', () => {
  // Midnight in Berlin is 23 o'clock the day before in UTC: a booking of Saturday stands on a UTC Friday.
  const facts = onDays(range(1, 29), (ago) => at(ago, 23));
  const features = featuresOf({ facts }, BERLIN);
  expect(features['night_share_90d']).toBeNull();
  expect(features['weekend_share_90d']).toBe('0.2857');
});

test('bookings with a date alone keep their day, and a bank that never books at weekends tells nothing of them', () => {
  const newYork = { person: { timeZone: 'America/New_York', financialLiteracy: null } };
  const weekdays = range(0, 60).filter((ago) => ![1, 2].includes(ago % 7));
  expect(featuresOf({ facts: onDays(weekdays, (ago) => at(ago, 0)) }, newYork)['weekend_share_90d']).toBeNull();
  const sundays = onDays(range(0, 70), (ago) => at(ago, 0));
  expect(featuresOf({ facts: sundays }, newYork)['weekend_share_90d']).toBe('0.2857');
});

test('who begins to use the nights has a new rhythm, who goes on as ever has none', () => {
  const days = onDays(range(30, 110), (ago) => event(ago, 0));
  const asEver = onDays(range(0, 30), (ago) => event(ago, 0));
  const nights = onDays(range(0, 30), (ago) => event(ago, 12 * 60));
  expect(featuresOf({ events: [...days, ...asEver] }, BERLIN)['rhythm_shift_30d']).toBe('0');
  expect(Number(featuresOf({ events: [...days, ...nights] }, BERLIN)['rhythm_shift_30d'])).toBeGreaterThan(0.8);
  expect(featuresOf({ events: [...days, ...asEver.slice(0, 5)] }, BERLIN)['rhythm_shift_30d']).toBeNull();
});

test('transactions are counted on every account', () => {
  const facts = [fact(1), fact(2, { accountId: 'acct-2' }), fact(3, { currency: 'USD' }), fact(30)];
  expect(featuresOf({ facts })['transactions_30d']).toBe('3');
});

test.each([
  [22, '0'],
  [23, '0.25'],
  [0, '0.25'],
  [4, '0.25'],
  [5, '0'],
])("a payment at %d o'clock by the own clock: of the night by %s", (hour, share) => {
  const utc = { person: { timeZone: 'UTC', financialLiteracy: null } };
  const facts = onDays(range(0, 12), (ago) => at(ago, ago % 4 === 0 ? hour : 12));
  expect(featuresOf({ facts }, utc)['night_share_90d']).toBe(share);
});

test('nights and weekends are told of ten bookings on, and of those of a quarter', () => {
  const utc = { person: { timeZone: 'UTC', financialLiteracy: null } };
  const given = (first: number, ...agos: number[]) => {
    const facts = onDays([first, ...agos], (ago) => at(ago, ago % 2 === 0 ? 2 : 14));
    const { night_share_90d: night, weekend_share_90d: weekend } = featuresOf({ facts }, utc);
    return [night !== null, weekend !== null];
  };
  const nine = range(1, 10);
  expect([given(89, ...nine), given(90, ...nine)]).toEqual([
    [true, true],
    [false, false],
  ]);
});

test('hours tell nothing from four in five bookings in one hour on', () => {
  const utc = { person: { timeZone: 'UTC', financialLiteracy: null } };
  const night = (elsewhere: number) =>
    featuresOf({ facts: onDays(range(0, 20), (ago) => at(ago, ago < elsewhere ? 14 : 2)) }, utc)['night_share_90d'];
  expect([night(4), night(5)]).toEqual([null, '0.75']);
});

test('that nobody ever booked at a weekend is told of nineteen bookings, and not of twenty', () => {
  // Today is a Monday: one and two days ago was the weekend.
  const weekdays = range(0, 60).filter((ago) => ![1, 2].includes(ago % 7));
  const share = (count: number) =>
    featuresOf({ facts: onDays(weekdays.slice(0, count), (ago) => at(ago, 14)) }, BERLIN);
  expect([share(19), share(20)].map((features) => features['weekend_share_90d'])).toEqual(['0', null]);
});

test('half of the days moved to another part of the day shift the rhythm by what is no accident', () => {
  const days = onDays(range(30, 120), (ago) => event(ago, 0));
  const half = onDays(range(0, 30), (ago) => event(ago, ago % 2 === 0 ? 0 : 180));
  // Jensen and Shannon, of a half and a half against one; less 7 / (8 ln 2) × (1/30 + 1/90).
  const [noon, evening] = [(1 / 4) * Math.log2(2 / 3) + (1 / 2) * Math.log2(4 / 3), 1 / 4];
  const accident = (7 / (8 * Math.LN2)) * (1 / 30 + 1 / 90);
  const shift = (events: ReturnType<typeof event>[]) => featuresOf({ events }, BERLIN)['rhythm_shift_30d'];
  expect(Number(shift([...days, ...half]))).toBeCloseTo(noon + evening - accident, 3);
  // Twenty of either window are enough, and the longer one ends 120 days ago.
  const count = (recent: number, before: readonly number[]) =>
    shift([...onDays(range(0, recent), (ago) => event(ago, 0)), ...onDays(before, (ago) => event(ago, 0))]) !== null;
  expect([count(20, range(30, 50)), count(19, range(30, 50)), count(20, range(30, 49))]).toEqual([true, false, false]);
  expect([count(20, range(100, 120)), count(20, range(101, 121))]).toEqual([true, false]);
});
