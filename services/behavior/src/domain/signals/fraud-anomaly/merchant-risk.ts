/** A fraud is known about so many days after the payment: nothing younger is asked of a merchant. */
export const LABEL_DELAY_DAYS = 7;

/** The windows of a merchant's risk, in days; each ends where labels are known. */
const WINDOWS_DAYS = [1, 7, 28] as const;
const LONGEST_DAYS = 28;

/** How many payments a merchant took on a day, and how many of them are known as fraud by now. */
export type MerchantDay = {
  /** Days since 1 January 1970. */
  readonly day: number;
  readonly payments: number;
  readonly frauds: number;
};

/** What is known of a merchant by the labels that came back. */
export type MerchantRisk = {
  /** The share of frauds among payments of 1, 7 and 28 days that end a week ago. */
  readonly shares: readonly number[];
  /** Frauds of these 28 days. */
  readonly frauds: number;
  /** Days since the first and the last of these frauds; NaN where there is none. */
  readonly sinceFirst: number;
  readonly sinceLast: number;
  /** Payments on later days than the last fraud that nobody complained about within a week. */
  readonly cleanSince: number;
};

/** What is known of a merchant nobody ever complained about. */
export const NO_RISK: MerchantRisk = {
  shares: WINDOWS_DAYS.map(() => 0),
  frauds: 0,
  sinceFirst: NaN,
  sinceLast: NaN,
  cleanSince: 0,
};

/** The first and the last day that count for a payment of `day`, both included. */
export const riskDays = (day: number): { first: number; last: number } => ({
  first: day - LABEL_DELAY_DAYS - LONGEST_DAYS + 1,
  last: day - LABEL_DELAY_DAYS,
});

/**
 * A merchant's risk for a payment of `day`, from day counts in any order: shares of fraud in windows of 1, 7 and 28
 * days that end a week before (Fraud Detection Handbook 2022, 3.4), and how fresh its frauds are: a terminal that was
 * tampered with goes on until somebody mends it.
 */
export const merchantRiskOf = (counted: readonly MerchantDay[], day: number): MerchantRisk => {
  const { first, last } = riskDays(day);
  const days = counted.filter((of) => of.day >= first && of.day <= last);
  const withFraud = days.filter(({ frauds }) => frauds > 0).map((of) => of.day);
  if (withFraud.length === 0) return NO_RISK;
  const [firstFraud, lastFraud] = [Math.min(...withFraud), Math.max(...withFraud)];
  const sum = (some: readonly MerchantDay[], key: 'payments' | 'frauds') => some.reduce((n, of) => n + of[key], 0);
  return {
    shares: WINDOWS_DAYS.map((windowDays) => {
      const within = days.filter((of) => of.day > last - windowDays);
      const frauds = sum(within, 'frauds');
      // A confirmed fraud is a payment, whether it was counted or not.
      return frauds / Math.max(sum(within, 'payments'), frauds, 1);
    }),
    frauds: sum(days, 'frauds'),
    sinceFirst: day - firstFraud,
    sinceLast: day - lastFraud,
    cleanSince: sum(
      days.filter((of) => of.day > lastFraud),
      'payments',
    ),
  };
};
