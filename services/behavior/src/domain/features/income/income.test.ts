import { fact, featuresOf, of, onDays } from '../../../../test/given-days.ts';

const salary = (ago: number, amount = '2400.00', narration = 'SALARY ACME') => fact(ago, { amount, narration });

test('a monthly salary is regular, a freelancer is not, and an income that stopped is less so each day', () => {
  const regularity = (facts: ReturnType<typeof fact>[]) => Number(featuresOf({ facts })['income_regularity_180d']);
  const employed = regularity(onDays([2, 33, 61, 92, 122, 153], (ago) => salary(ago)));
  expect(employed).toBeGreaterThan(0.95);
  const freelance = regularity(
    [
      ['400.00', 3],
      ['2900.00', 11],
      ['1500.00', 70],
      ['900.00', 76],
      ['4000.00', 160],
    ].map(([amount, ago]) => salary(Number(ago), String(amount))),
  );
  expect(freelance).toBeLessThan(0.5);
  const stopped = regularity(onDays([80, 110, 140, 170], (ago) => salary(ago)));
  expect(stopped).toBeLessThan(employed - 0.1);
  expect(featuresOf({ facts: [salary(1), salary(31)] })['income_regularity_180d']).toBeNull();
});

test('payers are counted by the part that they give, not by their bookings', () => {
  const facts = [
    salary(2),
    salary(32),
    ...onDays([5, 35], (ago) => salary(ago, '800.00', 'RENT FROM LODGER')),
    salary(8, '4.10', 'CASHBACK CORNER'),
  ];
  expect(featuresOf({ facts })).toMatchObject({ income_sources_90d: '2', income_largest_share_90d: '0.7495' });
  expect(featuresOf({ facts: [fact(1)] })['income_sources_90d']).toBeNull();
});

test('what only moved, was borrowed or paid back is no income', () => {
  const facts = [
    of(3, '2400.00', 'INCOME_WAGES'),
    of(4, '500.00', 'TRANSFER_IN_ACCOUNT_TRANSFER', { evidence: 'TRANSFER' }),
    of(5, '300.00', 'TRANSFER_IN_SAVINGS'),
    of(6, '1000.00', 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS'),
    of(7, '60.00', 'GENERAL_MERCHANDISE_ELECTRONICS', { evidence: 'REFUND' }),
  ];
  expect(featuresOf({ facts })).toMatchObject({ income_monthly: '2400', income_sources_90d: '1' });
});

test('a transfer that only its text calls so, and a category that is a guess, count as before', () => {
  const facts = [
    of(3, '500.00', 'TRANSFER_IN_ACCOUNT_TRANSFER', { evidence: 'TEXT' }),
    of(4, '300.00', 'TRANSFER_IN_SAVINGS', { confidence: 0.3 }),
    of(5, '100.00', 'TRANSFER_IN_SAVINGS', { evidence: 'NONE' }),
  ];
  expect(featuresOf({ facts })['income_monthly']).toBe('900');
});
