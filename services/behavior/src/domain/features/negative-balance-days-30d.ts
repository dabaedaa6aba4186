import { Decimal } from 'decimal.js';
import { daysBefore, type Feature } from './feature.ts';

/**
 * negative_balance_days_30d: on how many of the last 30 days the main account ended below zero; a day without a
 * booking ends as the day before did. Null while no balance is known. Unit: days.
 */
export const negativeBalanceDays30d: Feature = {
  name: 'negative_balance_days_30d',
  unit: 'days',
  windowDays: 30,
  description: 'On how many of the last 30 days the main account ended below zero.',
  value: ({ mainDays, today }) => {
    const closings = mainDays.filter((day) => day.closing !== null);
    if (closings.length === 0) return null;
    let [next, isNegative, count] = [0, false, 0];
    for (let ago = 29; ago >= 0; ago -= 1) {
      const day = daysBefore(today, ago);
      for (; next < closings.length && closings[next]!.day <= day; next += 1) {
        isNegative = new Decimal(closings[next]!.closing!.balance).isNegative();
      }
      if (isNegative) count += 1;
    }
    return new Decimal(count);
  },
};
