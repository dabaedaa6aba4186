import { fact, featuresOf, of, onDays } from '../../../../test/given-days.ts';

const planner = [
  ...onDays([89, 60, 30], (ago) => of(ago, '2000.00', 'INCOME_WAGES')),
  ...onDays([88, 59, 29], (ago) => of(ago, '-300.00', 'TRANSFER_OUT_SAVINGS')),
  ...onDays([87, 58, 28], (ago) => of(ago, '-100.00', 'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS')),
  of(5, '-300.00', 'RENT_AND_UTILITIES_RENT'),
  fact(1, { balanceAfter: '5000.00', amount: '-0.10' }),
];

test('who keeps a buffer, saves and pays no fees is literate, who lives in overdraft fees is not', () => {
  expect(featuresOf({ facts: planner })['financial_literacy']).toBe('1');
  const fees = onDays([20, 10], (ago) =>
    fact(ago, { ...of(ago, '-35.00', 'BANK_FEES_OVERDRAFT_FEES'), balanceAfter: '-50.00' }),
  );
  const strained = [of(40, '1000.00', 'INCOME_WAGES'), of(30, '-900.00', 'RENT_AND_UTILITIES_RENT'), ...fees];
  expect(Number(featuresOf({ facts: strained })['financial_literacy'])).toBeLessThan(0.1);
});

test('what the customer stated wins over what habits suggest, and without either nothing is told', () => {
  const person = { timeZone: null, financialLiteracy: 0.3 };
  expect(featuresOf({ facts: planner }, { person })['financial_literacy']).toBe('0.3');
  expect(featuresOf({ facts: [fact(1)] })['financial_literacy']).toBeNull();
});

test('each habit is one part of five: costs, days below zero, buffer, what is put by and in how many ways', () => {
  const income = onDays([89, 60, 30], (ago) => of(ago, '1000.00', 'INCOME_WAGES'));
  const rent = of(20, '-300.00', 'RENT_AND_UTILITIES_RENT');
  const at = (ago: number, balanceAfter: string) => ({ ...of(ago, '-0.00', 'TRAVEL_LODGING'), balanceAfter });
  const literacy = (...facts: ReturnType<typeof of>[]) =>
    Number(featuresOf({ facts: [...income, rent, ...facts] })['financial_literacy']);
  // No costs and never below zero; a buffer of 45 days; nothing put by.
  const calm = [at(0, '450.00')];
  expect(literacy(...calm)).toBeCloseTo((1 + 1 + 0.5 + 0 + 0) / 5, 3);
  expect(literacy(...calm, of(5, '-15.00', 'BANK_FEES_OTHER_BANK_FEES'))).toBeCloseTo((0.5 + 1 + 0.5) / 5, 3);
  expect(literacy(...calm, of(5, '-15.00', 'BANK_FEES_INTEREST_CHARGE'))).toBeCloseTo((0.5 + 1 + 0.5) / 5, 3);
  expect(literacy(...calm, at(5, '-1.00'))).toBeCloseTo((1 + 0.5 + 0.5) / 5, 3);
  expect(literacy(...calm, of(5, '-150.00', 'TRANSFER_OUT_SAVINGS'))).toBeCloseTo((1 + 1 + 0.5 + 0.5 + 0.5) / 5, 3);
});
