import { fact, featuresOf, of, onDays, range } from '../../../../test/given-days.ts';

test('a refund lessens spending, and a transfer to oneself is none', () => {
  const facts = [
    of(20, '-900.00', 'GENERAL_MERCHANDISE_ELECTRONICS'),
    of(10, '300.00', 'GENERAL_MERCHANDISE_ELECTRONICS', { evidence: 'REFUND' }),
    of(9, '-700.00', 'TRANSFER_OUT_ACCOUNT_TRANSFER', { evidence: 'TRANSFER' }),
  ];
  expect(featuresOf({ facts })['spending_monthly']).toBe('600');
});

test('a refund lessens the share of what it paid back, of one category and of a whole kind', () => {
  const facts = [
    of(20, '-300.00', 'TRAVEL_FLIGHTS'),
    of(19, '100.00', 'TRAVEL_FLIGHTS', { evidence: 'REFUND' }),
    of(18, '-150.00', 'GENERAL_SERVICES_CHILDCARE'),
    of(17, '50.00', 'GENERAL_SERVICES_CHILDCARE', { evidence: 'REFUND' }),
    of(16, '-100.00', 'FOOD_AND_DRINK_GROCERIES'),
  ];
  // 200 and 100 of 400.
  expect(featuresOf({ facts })).toMatchObject({ travel_share_90d: '0.5', childcare_share_90d: '0.25' });
});

test('the share of essentials goes by category, by merchant code where there is none, less what was paid back', () => {
  const facts = [
    of(20, '-300.00', 'RENT_AND_UTILITIES_RENT'),
    of(19, '-100.00', 'FOOD_AND_DRINK_GROCERIES'),
    of(18, '50.00', 'FOOD_AND_DRINK_GROCERIES', { evidence: 'REFUND' }),
    of(17, '-200.00', 'FOOD_AND_DRINK_RESTAURANT'),
    fact(16, { amount: '-50.00', mcc: '5411' }),
    fact(15, { amount: '-100.00', mcc: '5812' }),
  ];
  // 400 of 700.
  expect(featuresOf({ facts })['essential_share_90d']).toBe('0.5714');
});

test('twice the usual spending is a velocity of two and far outside the usual weeks', () => {
  const steady = onDays(range(7, 130), (ago) => fact(ago, { amount: '-10.00' }));
  const wild = onDays(range(0, 7), (ago) => fact(ago, { amount: '-20.00' }));
  expect(featuresOf({ facts: [...steady, ...wild] })).toMatchObject({
    spending_velocity_7d: '2',
    spending_zscore_7d: '10',
  });
  const usual = onDays(range(0, 7), (ago) => fact(ago, { amount: '-10.00' }));
  expect(featuresOf({ facts: [...steady, ...usual] })).toMatchObject({
    spending_velocity_7d: '1',
    spending_zscore_7d: '0',
  });
  expect(featuresOf({ facts: wild })).toMatchObject({ spending_velocity_7d: null, spending_zscore_7d: null });
});

test('spending all on one thing has no variety, alike on two has that of two', () => {
  const groceries = of(5, '-100.00', 'FOOD_AND_DRINK_GROCERIES');
  expect(featuresOf({ facts: [groceries] })['category_entropy_90d']).toBe('0');
  const two = featuresOf({ facts: [groceries, of(6, '-100.00', 'TRAVEL_FLIGHTS')] });
  expect(Number(two['category_entropy_90d'])).toBeCloseTo(Math.log(2) / Math.log(14), 4);
});

test('shares of spending are told by category, and not while fewer than half of the bookings have one', () => {
  const facts = [
    of(1, '-100.00', 'TRANSFER_OUT_WITHDRAWAL'),
    of(2, '-100.00', 'MEDICAL_DENTAL_CARE'),
    of(3, '-50.00', 'GENERAL_SERVICES_CHILDCARE'),
    of(4, '-50.00', 'HOME_IMPROVEMENT_FURNITURE'),
    of(5, '-200.00', 'TRAVEL_LODGING'),
  ];
  const shares = {
    cash_share_90d: '0.2',
    medical_share_90d: '0.2',
    childcare_share_90d: '0.1',
    home_improvement_share_90d: '0.1',
    travel_share_90d: '0.4',
  };
  expect(featuresOf({ facts })).toMatchObject(shares);
  const uncategorised = onDays(range(10, 16), (ago) => fact(ago));
  expect(featuresOf({ facts: [...facts, ...uncategorised] })).toMatchObject({
    cash_share_90d: null,
    travel_share_90d: null,
    category_entropy_90d: null,
  });
});
