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
