import { Decimal } from 'decimal.js';
import type { Feature } from '../feature.ts';

/** balance_latest: the balance after the newest transaction of the main account that tells one. Unit: its currency. */
export const balanceLatest: Feature = {
  name: 'balance_latest',
  unit: 'MONEY',
  windowDays: null,
  description: 'The latest known balance of the main account.',
  formula: 'balance after the newest booking that tells one',
  source: 'what the bank says',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: ({ mainDays }) => {
    const closing = mainDays.findLast((day) => day.closing !== null)?.closing;
    return closing ? new Decimal(closing.balance) : null;
  },
};
