import type { CardPayment } from './card-payment.ts';
import type { MerchantRisk } from './merchant-risk.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the anomaly of a payment is judged by, in the order of `paymentInputsOf`. */
export const FRAUD_INPUTS = [
  'log_amount',
  'amount_zscore_30d',
  'amount_ratio_30d',
  'amount_over_largest_30d',
  'hours_since_last',
  'payments_1d',
  'payments_7d',
  'payments_30d',
  'sum_1d_ratio',
  'sum_7d_ratio',
  'large_payments_14d',
  'is_night',
  'is_weekend',
  'is_new_merchant_30d',
  'own_frauds_28d',
  'merchant_fraud_share_1d',
  'merchant_fraud_share_7d',
  'merchant_fraud_share_28d',
  'merchant_frauds_28d',
  'merchant_days_since_first_fraud',
  'merchant_days_since_last_fraud',
  'merchant_clean_payments_since',
] as const;

/** So many payments of a typical spread are believed beside a person's own few. */
const PRIOR_PAYMENTS = 3;
const PRIOR_SPREAD = 0.6;
/** A payment three times as large as usual is large. */
const LARGE = 3;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean and spread of the logarithm of a person's amounts; where few are known, drawn towards a typical spread. */
const spreadOf = (logs: readonly number[]): { mean: number; spread: number } => {
  const mean = meanOf(logs);
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const spread = Math.sqrt((squares + PRIOR_PAYMENTS * PRIOR_SPREAD ** 2) / (logs.length + PRIOR_PAYMENTS));
  return { mean, spread };
};

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
};

/** Amounts against the person's own of 30 days; NaN, which cannot be told, for a first payment. */
const amountInputs = (payment: CardPayment, earlier: readonly CardPayment[]): number[] => {
  if (earlier.length === 0) return [NaN, NaN, NaN];
  const sizes = earlier.map(({ size }) => size);
  const { mean, spread } = spreadOf(sizes.map(Math.log));
  return [
    (Math.log(payment.size) - mean) / spread,
    payment.size / meanOf(sizes),
    payment.size / sizes.reduce((largest, size) => Math.max(largest, size), 0),
  ];
};

/** How busy the card is: counts, and sums against those of a usual day and week. */
const paceInputs = (payment: CardPayment, earlier: readonly CardPayment[]): number[] => {
  const since = (days: number) => earlier.filter(({ at }) => at > payment.at - days * DAY_MS);
  const sumOf = (payments: readonly CardPayment[]) => payments.reduce((sum, { size }) => sum + size, payment.size);
  const [day, week, fortnight] = [since(1), since(7), since(14)];
  const usualDay = Math.max(sumOf(earlier) / 30, 0.01);
  const median = earlier.length === 0 ? Infinity : medianOf(earlier.map(({ size }) => size));
  return [
    day.length,
    week.length,
    earlier.length,
    sumOf(day) / usualDay,
    sumOf(week) / (7 * usualDay),
    fortnight.filter(({ size }) => size >= LARGE * median).length,
  ];
};

const riskInputs = ({ shares, frauds, sinceFirst, sinceLast, cleanSince }: MerchantRisk): number[] => [
  ...shares,
  frauds,
  sinceFirst,
  sinceLast,
  cleanSince,
];

/**
 * A card payment against the person's own baseline, and where it was made.
 * `earlier` are the person's payments of the 30 days before it, newest first; `ownFrauds` how many of theirs within 28
 * days were confirmed as fraud at least a week ago. Night is 0 to 6 o'clock, UTC (windows and risk after the Fraud
 * Detection Handbook, 3.4; z-score on the logarithm, for amounts are skewed).
 */
export const paymentInputsOf = (
  payment: CardPayment,
  earlier: readonly CardPayment[],
  { risk, ownFrauds }: { readonly risk: MerchantRisk; readonly ownFrauds: number },
): number[] => {
  const at = new Date(payment.at);
  const last = earlier[0];
  return [
    Math.log(payment.size),
    ...amountInputs(payment, earlier),
    last ? (payment.at - last.at) / HOUR_MS : NaN,
    ...paceInputs(payment, earlier),
    at.getUTCHours() < 6 ? 1 : 0,
    [0, 6].includes(at.getUTCDay()) ? 1 : 0,
    earlier.some(({ merchant }) => merchant === payment.merchant) ? 0 : 1,
    ownFrauds,
    ...riskInputs(risk),
  ];
};
