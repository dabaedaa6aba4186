import { declareSignal } from '../declare-signal.ts';
import { type Estimate, type SignalCase, valueOf } from '../signal.ts';

/** What a bank earns in a year on money that lies with it, and on payments by card (the cap of EU 2015/751, art. 3). */
const MARGIN_ON_BALANCES = 0.015;
const SHARE_OF_SPENDING = 0.002;
/** How far off such an estimate is from its middle, as the spread of its logarithm: known well, and hardly known. */
const SPREAD_KNOWN = 0.25;
const SPREAD_UNKNOWN = 0.6;
const QUANTILE_90 = 1.2816;

const YEAR_IN_MONTHS = 12;
const YEAR_IN_QUARTERS = 4;

const cents = (value: number): number => Number(value.toFixed(2));

/**
 * What the relationship yields in a year, in the main account's currency: margin × the money that lay here throughout
 * (the mean of the latest and the lowest balance, where positive) + fees and interest paid + a card's share of
 * spending. The interval is the middle 80 % of a lognormal whose spread runs from 0.25 (60 days seen or more) to 0.6;
 * margin and spreads are assumptions, stated here, until outcomes are learnt from.
 */
export const yearlyValueOf = ({ features, days: { main, mainDays, today } }: SignalCase): Estimate | null => {
  const of = (name: string): number => Math.max(valueOf(features, name) ?? 0, 0);
  const latest = valueOf(features, 'balance_latest');
  const [first] = mainDays;
  if (!main || !first || latest === null) return null;
  const resting = (Math.max(latest, 0) + of('balance_minimum_30d')) / 2;
  const value =
    MARGIN_ON_BALANCES * resting +
    YEAR_IN_QUARTERS * (of('bank_fees_90d') + of('interest_charged_90d')) +
    YEAR_IN_MONTHS * SHARE_OF_SPENDING * of('spending_monthly');
  const seen = Math.min((Date.parse(today) - Date.parse(first.day)) / 86_400_000 / 60, 1);
  const spread = SPREAD_UNKNOWN - (SPREAD_UNKNOWN - SPREAD_KNOWN) * seen;
  return {
    value: cents(value),
    low: cents(value * Math.exp(-QUANTILE_90 * spread)),
    high: cents(value * Math.exp(QUANTILE_90 * spread)),
    unit: `${main.currency}/year`,
  };
};

/**
 * LIFETIME_VALUE: what the relationship yields in a year, with its interval in the evidence; the score is that value
 * as a share of the year's income (3 % of it is a lot), so that it compares across currencies. Fees and interest that
 * somebody pays because money is short count as value here, which is exactly why nothing may be decided by it that
 * concerns a vulnerable person: protection outranks it, and no rule of the catalogue may name it.
 */
export const lifetimeValue = declareSignal({
  kind: 'LIFETIME_VALUE',
  version: 1,
  title: 'The value of the relationship',
  description: 'What the relationship yields in a year, with its interval.',
  dwellDays: 30,
  ingredients: [
    {
      of: {
        name: 'yearly_value_to_income',
        unit: 'ratio',
        valueOf: (subject) => {
          const income = valueOf(subject.features, 'income_monthly');
          const estimate = yearlyValueOf(subject);
          return estimate === null || income === null || income <= 0
            ? null
            : estimate.value / (income * YEAR_IN_MONTHS);
        },
      },
      from: 0,
      full: 0.03,
      weight: 1,
      say: (part) => `it yields ${(part * 100).toFixed(1)} % of the year's income`,
    },
  ],
  estimate: yearlyValueOf,
  sentences: {
    NONE: 'Thank you for banking with us.',
    LOW: 'Thank you for banking with us.',
    MEDIUM: 'Thank you for banking with us. We value it.',
    HIGH: 'Thank you for entrusting us with so much. We value it.',
  },
});
