import { quarterOf } from '../category-quarter.ts';
import type { Feature } from '../feature.ts';
import { spentOnAll } from '../measures.ts';
import { isCategorised, perMonth } from '../shares.ts';

const loanPayments = spentOnAll('LOAN_PAYMENTS');

/**
 * loan_payments_monthly: what the main account pays towards loans and cards per 30 days = sum over 90 days × 30 / days
 * seen (30 at least). Null while categories are not known. Unit: its currency.
 */
export const loanPaymentsMonthly: Feature = {
  name: 'loan_payments_monthly',
  unit: 'MONEY',
  windowDays: 90,
  description: 'What is paid towards loans per 30 days, over 90 days.',
  formula: 'spending on LOAN_PAYMENTS of 90 days × 30 / days seen',
  source: 'numerator of the debt-service ratio (BIS, Drehmann et al. 2015)',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => (isCategorised(days) ? perMonth(days, loanPayments(quarterOf(days))) : null),
};
