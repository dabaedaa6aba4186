import type { Feature } from '../feature.ts';
import { activeDays } from './app-use.ts';

/**
 * mobile_share_90d: the part of what was done within 90 days that was done on a telephone or tablet, of what names a
 * channel. Null while nothing does. Unit: ratio.
 */
export const mobileShare90d: Feature = {
  name: 'mobile_share_90d',
  unit: 'ratio',
  windowDays: 90,
  description: 'The part of what was done within 90 days on a telephone or tablet.',
  formula: 'events on mobile devices / events on mobile devices and the web, over 90 days',
  source: 'our own choice',
  readsFrom: ['APP'],
  dataClass: 'BEHAVIOURAL',
  value: (days) => {
    let [mobile, web] = [0, 0];
    for (const { channels } of activeDays(days, 90)) {
      mobile += channels?.['MOBILE'] ?? 0;
      web += channels?.['WEB'] ?? 0;
    }
    return mobile + web === 0 ? null : mobile / (mobile + web);
  },
};
