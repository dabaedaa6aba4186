import { declareSignal } from '../declare-signal.ts';
import { feature, signs } from '../evidence/readings.ts';

const bookings = signs('travel_bookings_30d', {
  direction: 'OUT',
  categories: ['TRAVEL_FLIGHTS', 'TRAVEL_LODGING', 'TRAVEL_RENTAL_CARS'],
  mccs: ['4511', '4722', '7011', '7512'],
  words: ['airline', 'air ticket', 'flight', 'hotel', 'hostel', 'airbnb', 'booking com'],
});

/** TRAVEL: somebody is on a journey or about to leave. Places are known by city at most, never as a trail. */
export const travel = declareSignal({
  kind: 'TRAVEL',
  version: 1,
  title: 'Travel',
  description: 'Somebody is on a journey or about to leave.',
  ingredients: [
    { of: bookings, from: 0, full: 3, weight: 0.5, say: (count) => `${count} bookings of travel within 30 days` },
    {
      of: feature('away_share_30d'),
      from: 0.05,
      full: 0.5,
      weight: 0.5,
      say: (part) => `${Math.round(part * 100)} % of payments are made away from home`,
    },
    {
      of: feature('foreign_currency_share_90d'),
      from: 0.02,
      full: 0.25,
      weight: 0.35,
      say: (part) => `${Math.round(part * 100)} % of payments are in other currencies`,
    },
    {
      of: feature('travel_share_90d'),
      from: 0.04,
      full: 0.25,
      weight: 0.4,
      say: (part) => `${Math.round(part * 100)} % of spending goes to travel`,
    },
    { of: feature('cities_90d'), from: 4, full: 10, weight: 0.2, say: (count) => `payments in ${count} cities` },
  ],
  sentences: {
    NONE: 'Your payments are close to home.',
    LOW: 'It looks like a journey may be ahead. Your card works abroad as well.',
    MEDIUM: 'You seem to be travelling. Paying in the local currency is usually cheaper.',
    HIGH: 'You travel a lot at present. Paying in the local currency is usually cheaper.',
  },
});
