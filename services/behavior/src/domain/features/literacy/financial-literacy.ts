import { bufferDays } from '../balance/buffer-days.ts';
import { negativeBalanceDays30d } from '../balance/negative-balance-days-30d.ts';
import type { CustomerDays, Feature } from '../feature.ts';
import { bankFees90d } from '../hardship/bank-fees-90d.ts';
import { interestCharged90d } from '../hardship/interest-charged-90d.ts';
import { incomeMonthly } from '../income/income-monthly.ts';
import { investingMonthly } from '../saving/investing-monthly.ts';
import { savingMonthly } from '../saving/saving-monthly.ts';
import { savingRate90d } from '../saving/saving-rate-90d.ts';
import { clamp } from '../shares.ts';

/** Three months of essentials in hand are a full buffer (CFPB's and most counsellors' advice). */
const FULL_BUFFER_DAYS = 90;
const OVERDRAWN_DAYS_FULL = 10;
/** Fees and interest of a hundredth of the income are as good as not avoided at all. */
const FEES_SHARE_FULL = 0.01;
/** Who puts by a tenth plans ahead. */
const FULL_SAVING_RATE = 0.1;
const HABITS_MIN = 3;

const USES = [
  bankFees90d,
  interestCharged90d,
  incomeMonthly,
  negativeBalanceDays30d,
  bufferDays,
  savingRate90d,
  savingMonthly,
  investingMonthly,
];

/** How far each habit is kept, 0 to 1; null where it cannot be told. */
const habitsOf = (days: CustomerDays): (number | null)[] => {
  const [fees, interest, income, overdrawn, buffer, rate, saved, invested] = USES.map(({ value }) => {
    const found = value(days);
    return found === null ? null : Number(found);
  });
  const costs = fees == null || interest == null || !income ? null : (fees + interest) / (income * 3);
  return [
    costs === null ? null : 1 - clamp(costs / FEES_SHARE_FULL, 0, 1),
    overdrawn == null ? null : 1 - clamp(overdrawn / OVERDRAWN_DAYS_FULL, 0, 1),
    buffer == null ? null : clamp(buffer / FULL_BUFFER_DAYS, 0, 1),
    rate == null ? null : clamp(rate / FULL_SAVING_RATE, 0, 1),
    saved == null || invested == null ? null : (Number(saved > 0) + Number(invested > 0)) / 2,
  ];
};

/**
 * financial_literacy: what the customer stated of themselves; else estimated from habits that go with it: the mean of
 * fees avoided, overdrafts avoided, buffer kept, income put by, and savings beside investments, each 0 to 1. Null while
 * fewer than three can be told. An estimate of habits, no judgement of a person. Unit: ratio.
 */
export const financialLiteracy: Feature = {
  name: 'financial_literacy',
  unit: 'ratio',
  windowDays: 90,
  description: 'How at home somebody is in money matters, 0 to 1: as stated, else estimated from habits.',
  formula:
    'stated; else mean(1 − costs / 1 % of income, 1 − days below zero / 10, buffer / 90 days, rate / 10 %, variety)',
  source: 'habits that go with literacy: Lusardi and Mitchell 2014, Journal of Economic Literature 52; weights: ours',
  readsFrom: ['STATED', 'LEDGER'],
  dataClass: 'BEHAVIOURAL',
  uses: USES,
  value: (days) => {
    const stated = days.person?.financialLiteracy ?? null;
    if (stated !== null) return stated;
    const habits = habitsOf(days).filter((habit) => habit !== null);
    return habits.length < HABITS_MIN ? null : habits.reduce((sum, habit) => sum + habit, 0) / habits.length;
  },
};
