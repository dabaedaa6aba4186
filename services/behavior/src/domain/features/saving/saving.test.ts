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

test('saving is not told where nobody looked what bookings were for', () => {
  expect(featuresOf({ facts: [fact(1)] })).toMatchObject({ saving_monthly: null, saving_rate_90d: null });
});
