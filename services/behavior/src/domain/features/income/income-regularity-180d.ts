import { type CustomerDays, dayNumber, type Feature, within } from '../feature.ts';
import { income } from '../measures.ts';
import { clamp } from '../shares.ts';

/** Days with less than this part of the best day are extras, such as interest or a friend's share of a dinner. */
const MAIN_PART = 0.2;
const PAYDAYS_MIN = 3;

/** The days on which most of the income came: which day, and how much. */
const paydaysOf = ({ mainDays, today }: CustomerDays): { day: number; amount: number }[] => {
  const days = within(mainDays, today, 180).map((day) => ({ day: dayNumber(day.day), amount: income(day) }));
  const best = Math.max(0, ...days.map(({ amount }) => amount));
  return days.filter(({ amount }) => amount > 0 && amount >= MAIN_PART * best);
};

/** The coefficient of variation: standard deviation by mean. */
const variation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.sqrt(variance) / mean;
};

/**
 * income_regularity_180d: how alike paydays are in distance and in amount = 1 − (CV of the days between them + CV of
 * their amounts) / 2, within 0 to 1, over 180 days; paydays are the days with a fifth or more of the best one's income.
 * The days since the last one count as soon as they are more than usual. Null with fewer than 3. Unit: ratio.
 */
export const incomeRegularity180d: Feature = {
  name: 'income_regularity_180d',
  unit: 'ratio',
  windowDays: 180,
  description: 'How regularly income comes, from 0 (any day, any amount) to 1 (like clockwork).',
  formula: '1 − (CV(days between paydays) + CV(amounts)) / 2, within 0 to 1',
  source: 'income volatility as coefficient of variation: Hannagan and Morduch 2015, US Financial Diaries',
  readsFrom: ['LEDGER'],
  dataClass: 'FINANCIAL',
  value: (days) => {
    const paydays = paydaysOf(days);
    if (paydays.length < PAYDAYS_MIN) return null;
    const gaps = paydays.slice(1).map(({ day }, index) => day - paydays[index]!.day);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const open = dayNumber(days.today) - paydays.at(-1)!.day;
    const counted = open > mean ? [...gaps, open] : gaps;
    return clamp(1 - (variation(counted) + variation(paydays.map(({ amount }) => amount))) / 2, 0, 1);
  },
};
