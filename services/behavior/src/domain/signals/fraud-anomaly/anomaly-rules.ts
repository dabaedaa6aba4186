import { FRAUD_INPUTS } from './payment-inputs.ts';

const AT = Object.fromEntries(FRAUD_INPUTS.map((name, index) => [name, index])) as Record<
  (typeof FRAUD_INPUTS)[number],
  number
>;

const clamp = (value: number): number => Math.min(Math.max(value, 0), 1);

/** How much each sign is believed where it is as strong as can be; our own choice, until a model has learnt. */
const WEIGHTS = { amount: 0.7, pace: 0.4, place: 0.85, night: 0.1, ownFrauds: 0.5 };

/**
 * The anomaly of a payment by rules: a noisy-or (Pearl 1988, 4.3.2) of an amount far above the person's own (from 2
 * standard deviations of the logarithm on, full at 5), an unusual number of payments in a day (from 6 on, full at 12),
 * a merchant whose payments were confirmed as fraud, the night at a new merchant, and frauds of the person's own.
 */
export const anomalyByRules = (row: readonly number[]): number => {
  const value = (name: (typeof FRAUD_INPUTS)[number]): number => row[AT[name]]! || 0;
  const strengths = {
    amount: clamp((value('amount_zscore_30d') - 2) / 3),
    pace: clamp((value('payments_1d') - 5) / 7),
    place: clamp(Math.max(value('merchant_fraud_share_7d'), value('merchant_fraud_share_28d'))),
    night: value('is_night') * value('is_new_merchant_30d'),
    ownFrauds: clamp(value('own_frauds_28d') / 3),
  };
  const calm = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).reduce(
    (product, sign) => product * (1 - WEIGHTS[sign] * strengths[sign]),
    1,
  );
  return Number((1 - calm).toFixed(4));
};
