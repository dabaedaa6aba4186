import { fact, featuresOf, of } from '../../../../test/given-days.ts';

test('fees, interest, advances, loans and gambling are told from what the bookings were for', () => {
  const facts = [
    of(1, '-25.00', 'BANK_FEES_OVERDRAFT_FEES'),
    of(2, '-10.00', 'BANK_FEES_INSUFFICIENT_FUNDS'),
    of(3, '-5.00', 'BANK_FEES_ATM_FEES'),
    of(4, '-12.50', 'BANK_FEES_INTEREST_CHARGE'),
    of(5, '200.00', 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS'),
    of(6, '-150.00', 'LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT'),
    of(29, '-147.50', 'ENTERTAINMENT_CASINOS_AND_GAMBLING'),
    of(29, '-150.00', 'FOOD_AND_DRINK_GROCERIES'),
  ];
  expect(featuresOf({ facts })).toMatchObject({
    overdraft_fees_90d: '35',
    bank_fees_90d: '40',
    interest_charged_90d: '12.5',
    cash_advances_90d: '1',
    loan_payments_monthly: '150',
    gambling_share_90d: '0.295',
  });
});

test('what bookings were for is not told where nobody looked', () => {
  const features = featuresOf({ facts: [fact(1, { narration: 'OVERDRAFT FEE' })] });
  expect(features).toMatchObject({ overdraft_fees_90d: null, gambling_share_90d: null, cash_advances_90d: null });
});

test('only payments returned for lack of funds count as such', () => {
  const facts = [
    fact(2, { kind: 'RETURNED', reason: 'INSUFFICIENT_FUNDS' }),
    fact(3, { kind: 'RETURNED', reason: 'ACCOUNT_CLOSED' }),
    fact(31, { kind: 'RETURNED', reason: 'INSUFFICIENT_FUNDS' }),
  ];
  expect(featuresOf({ facts })['returned_payments_30d']).toBe('1');
});
