import type { SensedFeature } from '@rapport/contracts';
import type { Decimal } from 'decimal.js';
import { activeDays30d } from './app/active-days-30d.ts';
import { applicationsAbandoned90d } from './app/applications-abandoned-90d.ts';
import { daysSinceSeen } from './app/days-since-seen.ts';
import { devices90d } from './app/devices-90d.ts';
import { mobileShare90d } from './app/mobile-share-90d.ts';
import { sessions30d } from './app/sessions-30d.ts';
import { balanceLatest } from './balance/balance-latest.ts';
import { balanceMinimum30d } from './balance/balance-minimum-30d.ts';
import { balanceTrend90d } from './balance/balance-trend-90d.ts';
import { balanceVolatility90d } from './balance/balance-volatility-90d.ts';
import { bufferDays } from './balance/buffer-days.ts';
import { negativeBalanceDays30d } from './balance/negative-balance-days-30d.ts';
import type { CustomerDays, Feature } from './feature.ts';
import { bankFees90d } from './hardship/bank-fees-90d.ts';
import { cashAdvances90d } from './hardship/cash-advances-90d.ts';
import { gamblingShare90d } from './hardship/gambling-share-90d.ts';
import { interestCharged90d } from './hardship/interest-charged-90d.ts';
import { loanPaymentsMonthly } from './hardship/loan-payments-monthly.ts';
import { overdraftFees90d } from './hardship/overdraft-fees-90d.ts';
import { returnedPayments30d } from './hardship/returned-payments-30d.ts';
import { incomeDrop30d } from './income/income-drop-30d.ts';
import { incomeLargestShare90d } from './income/income-largest-share-90d.ts';
import { incomeMonthly } from './income/income-monthly.ts';
import { incomeRegularity180d } from './income/income-regularity-180d.ts';
import { incomeSources90d } from './income/income-sources-90d.ts';
import { financialLiteracy } from './literacy/financial-literacy.ts';
import { awayShare30d } from './place/away-share-30d.ts';
import { cities90d } from './place/cities-90d.ts';
import { foreignCurrencyShare90d } from './place/foreign-currency-share-90d.ts';
import { decisionMinutes90d } from './response/decision-minutes-90d.ts';
import { messageResponse90d } from './response/message-response-90d.ts';
import { offersAccepted90d } from './response/offers-accepted-90d.ts';
import { offersDismissed90d } from './response/offers-dismissed-90d.ts';
import { offersSeen90d } from './response/offers-seen-90d.ts';
import { nightShare90d } from './rhythm/night-share-90d.ts';
import { rhythmShift30d } from './rhythm/rhythm-shift-30d.ts';
import { transactions30d } from './rhythm/transactions-30d.ts';
import { weekendShare90d } from './rhythm/weekend-share-90d.ts';
import { investingMonthly } from './saving/investing-monthly.ts';
import { savingMonthly } from './saving/saving-monthly.ts';
import { savingRate90d } from './saving/saving-rate-90d.ts';
import { cashShare90d } from './spending/cash-share-90d.ts';
import { categoryEntropy90d } from './spending/category-entropy-90d.ts';
import { childcareShare90d } from './spending/childcare-share-90d.ts';
import { essentialShare90d } from './spending/essential-share-90d.ts';
import { homeImprovementShare90d } from './spending/home-improvement-share-90d.ts';
import { medicalShare90d } from './spending/medical-share-90d.ts';
import { spendingMonthly } from './spending/spending-monthly.ts';
import { spendingVelocity7d } from './spending/spending-velocity-7d.ts';
import { spendingZscore7d } from './spending/spending-zscore-7d.ts';
import { travelShare90d } from './spending/travel-share-90d.ts';

export { HORIZON_DAYS } from './horizon.ts';

/** Every feature, by theme. A new one is a file of its own and a line here. */
export const FEATURES: readonly Feature[] = [
  // balance
  balanceLatest,
  balanceMinimum30d,
  bufferDays,
  balanceTrend90d,
  balanceVolatility90d,
  negativeBalanceDays30d,
  // income
  incomeMonthly,
  incomeDrop30d,
  incomeLargestShare90d,
  incomeRegularity180d,
  incomeSources90d,
  // spending
  spendingMonthly,
  cashShare90d,
  categoryEntropy90d,
  childcareShare90d,
  essentialShare90d,
  homeImprovementShare90d,
  medicalShare90d,
  spendingVelocity7d,
  spendingZscore7d,
  travelShare90d,
  // hardship
  bankFees90d,
  cashAdvances90d,
  gamblingShare90d,
  interestCharged90d,
  loanPaymentsMonthly,
  overdraftFees90d,
  returnedPayments30d,
  // rhythm
  nightShare90d,
  rhythmShift30d,
  transactions30d,
  weekendShare90d,
  // app
  activeDays30d,
  applicationsAbandoned90d,
  daysSinceSeen,
  devices90d,
  mobileShare90d,
  sessions30d,
  // place
  awayShare30d,
  cities90d,
  foreignCurrencyShare90d,
  // saving
  investingMonthly,
  savingMonthly,
  savingRate90d,
  // response
  decisionMinutes90d,
  messageResponse90d,
  offersAccepted90d,
  offersDismissed90d,
  offersSeen90d,
  // literacy
  financialLiteracy,
];

const BY_NAME = new Map(FEATURES.map((feature) => [feature.name, feature]));

/** A feature by its name; one that is told no longer may still stand in old evidence. */
export const findFeature = (name: string): Feature | null => BY_NAME.get(name) ?? null;

/** Digits after the point: money has two, ratios have four, days one, counts none. */
const DIGITS: Readonly<Record<Feature['unit'], number>> = {
  MONEY: 2,
  days: 1,
  transactions: 0,
  payments: 0,
  ratio: 4,
  deviations: 2,
  payers: 0,
  sessions: 0,
  devices: 0,
  minutes: 0,
  applications: 0,
  cities: 0,
  offers: 0,
};

/** A number as a decimal string, rounded for its unit. */
const told = (found: Decimal | number, digits: number): string =>
  typeof found === 'number' ? String(Number(found.toFixed(digits))) : found.toDecimalPlaces(digits).toFixed();

const compute = ({ name, unit, value }: Feature, days: CustomerDays): SensedFeature => {
  const found = value(days);
  return {
    name,
    value: found === null ? null : told(found, DIGITS[unit]),
    unit: unit === 'MONEY' ? (days.main?.currency ?? 'none') : unit,
  };
};

/** Features as of a day, all or those that are named, each a decimal string or null. */
export const computeFeatures = (days: CustomerDays, names?: readonly string[] | null): SensedFeature[] =>
  FEATURES.filter(({ name }) => !names || names.includes(name)).map((feature) => compute(feature, days));
