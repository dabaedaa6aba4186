import { feature, signs } from '../signals/evidence/readings.ts';
import { incomeSeries, PENSION_WORDS, WAGE_WORDS } from '../signals/evidence/series-readings.ts';
import type { Archetype } from './archetype.ts';

const percent = (part: number): string => `${Math.round(part * 100)} %`;

const wages = incomeSeries('wage_series', WAGE_WORDS);
const pensions = incomeSeries('pension_series', PENSION_WORDS);

const invoices = signs('invoices_paid_30d', {
  direction: 'IN',
  words: ['invoice', 'inv ', 'rechnung', 'honorar', 'design fee', 'consulting fee'],
});

const gigs = signs('gig_payouts_30d', {
  direction: 'IN',
  words: ['uber', 'lyft', 'deliveroo', 'doordash', 'lieferando', 'wolt', 'bolt', 'upwork', 'fiverr', 'etsy'],
});

const studies = signs('study_payments_30d', {
  categories: ['GENERAL_SERVICES_EDUCATION'],
  mccs: ['8220'],
  words: ['bafoeg', 'bafög', 'tuition', 'universit', 'semesterbeitrag', 'student finance', 'scholarship', 'stipend'],
});

const regular = feature('income_regularity_180d');
const sources = feature('income_sources_90d');

/** What people live on. */
export const LIVELIHOODS: readonly Archetype[] = [
  {
    name: 'SALARIED',
    description: 'Lives on a wage.',
    bias: -2,
    ingredients: [
      { of: wages, from: 0, full: 1, weight: 3.5, say: () => 'a wage comes regularly' },
      { of: regular, from: 0.5, full: 0.95, weight: 1, say: (part) => `regularity of income is ${percent(part)}` },
      {
        of: feature('income_largest_share_90d'),
        from: 0.5,
        full: 0.95,
        weight: 0.8,
        say: (part) => `${percent(part)} of income come from one source`,
      },
      { of: pensions, from: 0, full: 1, weight: -2, say: () => 'a pension comes in' },
      { of: invoices, from: 0, full: 3, weight: -1, say: () => 'invoices are paid to the account' },
    ],
  },
  {
    name: 'FREELANCER',
    description: 'Lives on invoices to several customers.',
    bias: -2.5,
    ingredients: [
      { of: invoices, from: 0, full: 2, weight: 3, say: (count) => `${count} invoices paid within 30 days` },
      { of: sources, from: 1, full: 4, weight: 1.5, say: (count) => `income from ${count} sources` },
      { of: regular, from: 0.7, full: 0.2, weight: 1, say: () => 'income is irregular' },
      { of: wages, from: 0, full: 1, weight: -2.5, say: () => 'a wage comes regularly' },
    ],
  },
  {
    name: 'GIG_WORKER',
    description: 'Lives on many small payouts of platforms.',
    bias: -3,
    ingredients: [
      { of: gigs, from: 0, full: 4, weight: 4.5, say: (count) => `${count} payouts of platforms within 30 days` },
      { of: regular, from: 0.7, full: 0.2, weight: 0.5, say: () => 'income is irregular' },
      { of: wages, from: 0, full: 1, weight: -1.5, say: () => 'a wage comes regularly' },
    ],
  },
  {
    name: 'STUDENT',
    description: 'Studies.',
    bias: -3,
    ingredients: [
      { of: studies, from: 0, full: 2, weight: 3.5, say: (count) => `${count} bookings as of studies within 30 days` },
      { of: wages, from: 0, full: 1, weight: -1, say: () => 'a wage comes regularly' },
      { of: pensions, from: 0, full: 1, weight: -2, say: () => 'a pension comes in' },
    ],
  },
  {
    name: 'RETIREE',
    description: 'Lives on a pension.',
    bias: -2.5,
    ingredients: [
      { of: pensions, from: 0, full: 1, weight: 4.5, say: (count) => `${count} pensions come regularly` },
      { of: wages, from: 0, full: 1, weight: -2, say: () => 'a wage comes regularly' },
    ],
  },
];
