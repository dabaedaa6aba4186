import { share, signs } from '../evidence/readings.ts';

/** Purchases and savings plans of securities and the like, within 30 days. */
export const investmentPayments = signs('investment_payments_30d', {
  direction: 'OUT',
  categories: ['TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS'],
  mccs: ['6211', '6051'],
  words: ['depot', 'broker', 'wertpapier', 'etf', 'fonds', 'crypto', 'bitcoin', 'securities'],
});

/** What is invested of what comes in. */
export const investingShare = share('investing_to_income', 'investing_monthly', 'income_monthly');
