import { type CustomerDays, type Feature, within } from '../feature.ts';
import { HORIZON_DAYS } from '../horizon.ts';
import { totalOf } from '../total-of.ts';

const COUNT_MIN = 5;

/** Purchases by city within a window. */
const byCity = ({ places, today }: CustomerDays, windowDays: number): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { place } of within(places ?? [], today, windowDays)) {
    for (const city in place) counts.set(city, (counts.get(city) ?? 0) + place[city]!);
  }
  return counts;
};

/** Where most purchases were made; of equals always the same one. */
const homeOf = (counts: ReadonlyMap<string, number>): string | undefined =>
  [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];

/**
 * away_share_30d: the part of the purchases of 30 days that were made in another city than the one with most purchases
 * of 180 days, of those that name a city. Null with fewer than 5. Unit: ratio.
 */
export const awayShare30d: Feature = {
  name: 'away_share_30d',
  unit: 'ratio',
  windowDays: HORIZON_DAYS,
  description: 'The part of the purchases of 30 days away from home.',
  formula: 'purchases outside the home city / purchases with a city, over 30 days; home: most purchases of 180 days',
  source: 'our own choice',
  readsFrom: ['LEDGER'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    const recent = byCity(days, 30);
    const whole = totalOf([...recent.values()]);
    if (whole < COUNT_MIN) return null;
    return 1 - (recent.get(homeOf(byCity(days, HORIZON_DAYS)) ?? '') ?? 0) / whole;
  },
};
