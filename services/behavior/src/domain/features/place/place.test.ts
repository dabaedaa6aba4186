import { bucketsOf, fact, featuresOf, of, onDays, range } from '../../../../test/given-days.ts';

const inCity = (ago: number, city: string) => of(ago, '-10.00', 'FOOD_AND_DRINK_RESTAURANT', { city });

test('home is where most purchases are made, and away is everywhere else', () => {
  const facts = [
    ...onDays(range(31, 60), (ago) => inCity(ago, 'Berlin')),
    ...onDays(range(0, 6), (ago) => inCity(ago, 'Rome')),
    ...onDays(range(10, 12), (ago) => inCity(ago, 'berlin ')),
  ];
  expect(featuresOf({ facts })).toMatchObject({ cities_90d: '2', away_share_30d: '0.75' });
  expect(featuresOf({ facts: [fact(1)] })).toMatchObject({ cities_90d: null, away_share_30d: null });
});

test('only money that went out for something in a city has a place', () => {
  const more = [
    { ...inCity(1, 'Rome'), kind: 'RETURNED' as const },
    of(2, '10.00', 'TRANSFER_IN_ACCOUNT_TRANSFER', { city: 'Rome' }),
    of(3, '-10.00', 'FOOD_AND_DRINK_RESTAURANT'),
    fact(4),
  ];
  expect(featuresOf({ facts: more })).toMatchObject({ cities_90d: null, away_share_30d: null });
  const facts = [...onDays(range(0, 5), (ago) => inCity(ago, 'Berlin')), ...more];
  expect(featuresOf({ facts })).toMatchObject({ cities_90d: '1', away_share_30d: '0' });
});

test('away is told of five purchases on, of those of a month, beside a home of half a year', () => {
  const away = (recent: readonly number[], home: readonly number[]) =>
    featuresOf({
      facts: [...onDays(recent, (ago) => inCity(ago, 'Rome')), ...onDays(home, (ago) => inCity(ago, 'Berlin'))],
    })['away_share_30d'];
  expect([away(range(0, 4), []), away(range(0, 5), [])]).toEqual([null, '0']);
  expect([away(range(26, 30), [0]), away(range(27, 31), [0])]).toEqual(['0.2', null]);
  expect([away(range(0, 5), range(174, 180)), away(range(0, 5), range(176, 182))]).toEqual(['1', '0']);
});

test('of two homes it is always the same one, in whatever order they were seen', () => {
  const names = ['Berlin', 'Rome', 'Oslo', 'Paris', 'Bern', 'Kiel'];
  const facts = names.flatMap((city) => [inCity(1, city), inCity(2, city)]);
  const rest = onDays(range(3, 6), () => inCity(3, 'Oslo'));
  const shareOf = (all: typeof facts) => featuresOf({ facts: all })['away_share_30d'];
  expect(shareOf(facts.toReversed())).toBe(shareOf(facts));
  expect(shareOf([...rest, ...facts])).toBe('0.6667');
});

test('the name of a city is not kept', () => {
  expect(JSON.stringify(bucketsOf({ facts: [inCity(1, 'Berlin')] }))).not.toMatch(/berlin/i);
});

test("a currency is foreign where it is not the account's own", () => {
  const facts = [fact(1), fact(2), fact(3, { currency: 'USD' }), fact(4, { accountId: 'acct-usd', currency: 'USD' })];
  const held = [
    { customerId: 'cus_a', accountId: 'acct-1', accountType: 'CURRENT', currency: 'EUR', role: 'OWNER' as const },
    { customerId: 'cus_a', accountId: 'acct-usd', accountType: 'SAVINGS', currency: 'USD', role: 'OWNER' as const },
  ];
  expect(featuresOf({ facts }, { held })['foreign_currency_share_90d']).toBe('0.25');
});
