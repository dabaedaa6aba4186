import { fact, featuresOf, of, onDays } from '../../../../test/given-days.ts';

const held = [
  { customerId: 'cus_a', accountId: 'acct-1', accountType: 'CURRENT', currency: 'EUR', role: 'OWNER' as const },
  { customerId: 'cus_a', accountId: 'acct-pot', accountType: 'SAVINGS', currency: 'EUR', role: 'OWNER' as const },
  { customerId: 'cus_a', accountId: 'acct-card', accountType: 'CARD', currency: 'EUR', role: 'OWNER' as const },
];
const moved = (ago: number, amount: string, accountId: string) =>
  of(ago, amount, amount.startsWith('-') ? 'TRANSFER_OUT_ACCOUNT_TRANSFER' : 'TRANSFER_IN_ACCOUNT_TRANSFER', {
    evidence: 'TRANSFER',
    counterpart: { accountId, transactionId: `other-${ago}` },
  });

test('saving is what goes to savings accounts, own or elsewhere, less what comes back', () => {
  const facts = [
    ...onDays([89, 60, 30], (ago) => of(ago, '2000.00', 'INCOME_WAGES')),
    ...onDays([88, 59, 29], (ago) => moved(ago, '-300.00', 'acct-pot')),
    moved(10, '150.00', 'acct-pot'),
    moved(9, '-500.00', 'acct-card'),
    of(8, '-150.00', 'TRANSFER_OUT_SAVINGS'),
    of(7, '-300.00', 'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS'),
  ];
  expect(featuresOf({ facts }, { held })).toMatchObject({
    saving_monthly: '300',
    investing_monthly: '100',
    saving_rate_90d: '0.2',
    spending_monthly: '0',
  });
});

test('what moved counts for ninety days, and only to accounts of the kind', () => {
  const saving = (ago: number, to: string, others = held) =>
    featuresOf(
      { facts: [of(89, '2000.00', 'INCOME_WAGES'), fact(0, { enrichment: null }), moved(ago, '-300.00', to)] },
      { held: others },
    )['saving_monthly'];
  expect([saving(89, 'acct-pot'), saving(90, 'acct-pot')]).toEqual(['100', '0']);
  expect([saving(5, 'acct-card'), saving(5, 'acct-pot', [])]).toEqual(['0', '0']);
});

test('the rate is of an income there is, and never more than all of it', () => {
  const rate = (income: string, put: string) =>
    featuresOf({
      facts: [
        ...(income === '0' ? [] : [of(80, income, 'INCOME_WAGES')]),
        of(8, put, put.startsWith('-') ? 'TRANSFER_OUT_SAVINGS' : 'TRANSFER_IN_SAVINGS'),
      ],
    })['saving_rate_90d'];
  expect([rate('900.00', '-450.00'), rate('900.00', '-1800.00'), rate('900.00', '1800.00')]).toEqual([
    '0.5',
    '1',
    '-1',
  ]);
  expect(rate('0', '-450.00')).toBeNull();
});

test('saving is not told where nobody looked what bookings were for', () => {
  expect(featuresOf({ facts: [fact(1)] })).toMatchObject({ saving_monthly: null, saving_rate_90d: null });
});
