import type { Feature } from '../feature.ts';
import { incomeMonthly } from '../income/income-monthly.ts';
import { clamp } from '../shares.ts';
import { investingMonthly } from './investing-monthly.ts';
import { savingMonthly } from './saving-monthly.ts';

/**
 * saving_rate_90d: the part of the income of 90 days that was put into savings and investments = (saving_monthly +
 * investing_monthly) / income_monthly, within −1 to 1. Null without income, or while categories are not known. Unit:
 * ratio.
 */
export const savingRate90d: Feature = {
  name: 'saving_rate_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of the income of 90 days that was put by.',
  formula: '(saving_monthly + investing_monthly) / income_monthly',
  source: 'household saving rate (OECD), of what is seen on the account',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  uses: [savingMonthly, investingMonthly, incomeMonthly],
  value: (days) => {
    const [saved, invested, income] = [savingMonthly, investingMonthly, incomeMonthly].map(({ value }) => value(days));
    if (saved == null || invested == null || !income || Number(income) <= 0) return null;
    return clamp((Number(saved) + Number(invested)) / Number(income), -1, 1);
  },
};
