import { Decimal } from 'decimal.js';
import { type Feature, within } from '../feature.ts';

/** balance_minimum_30d: the lowest balance that the main account showed within 30 days. Unit: its currency. */
export const balanceMinimum30d: Feature = {
  name: 'balance_minimum_30d',
  unit: 'MONEY',
  windowDays: 30,
  description: 'The lowest balance of the main account within 30 days.',
  formula: 'least balance after any booking of 30 days',
  source: 'what the bank says',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: ({ mainDays, today }) => {
    const lowest = within(mainDays, today, 30).flatMap(({ lowestBalance }) => lowestBalance ?? []);
    // Numbers are compared first: what differs by less than they can tell is compared exactly.
    const least = Math.min(...lowest.map(Number));
    const near = lowest.filter((balance) => Number(balance) <= least);
    return near.length > 0 ? Decimal.min(...near) : null;
  },
};
