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
