/** What somebody lives on. */
export const LIVELIHOODS = ['SALARIED', 'PENSIONER', 'GIG', 'FREELANCER', 'STUDENT'] as const;
export type Livelihood = (typeof LIVELIHOODS)[number];

/** What may happen in a life within the window. */
export type LifeEventKind =
  | 'MOVE'
  | 'NEW_CHILD'
  | 'JOB_LOSS'
  | 'RETIREMENT'
  | 'TRAVEL'
  | 'STRESS'
  | 'RHYTHM_CHANGE'
  | 'PAY_RISE';

/** Something that happened, from a day to a day, both as `2026-03-01`; `untilOn` null: it goes on. */
export type LifeEvent = { readonly kind: LifeEventKind; readonly on: string; readonly untilOn: string | null };

export type SeriesKind =
  | 'SALARY'
  | 'PENSION'
  | 'UNEMPLOYMENT_BENEFIT'
  | 'CHILD_BENEFIT'
  | 'ALLOWANCE'
  | 'GIG_PAY'
  | 'RENT'
  | 'ENERGY'
  | 'TELEPHONE'
  | 'INSURANCE'
  | 'CAR_INSURANCE'
  | 'SUBSCRIPTION'
  | 'GYM'
  | 'LOAN'
  | 'CHILDCARE'
  | 'SAVING';

/** A series that truly is one, with the transactions that belong to it, oldest first. */
export type TrueSeries = {
  readonly seriesId: string;
  readonly kind: SeriesKind;
  readonly direction: 'IN' | 'OUT';
  readonly frequency: 'WEEKLY' | 'MONTHLY' | 'QUARTERLY';
  readonly transactionIds: readonly string[];
};

/** What is true of a generated customer, whatever anybody may find out from the calls. */
export type GroundTruth = {
  readonly userId: string;
  readonly livelihood: Livelihood;
  /** The window that was lived: `from` included, `until` not. */
  readonly from: string;
  readonly until: string;
  readonly events: readonly LifeEvent[];
  /** The day from which more goes out than comes in, by a shock or a slide. */
  readonly stressOnsetOn: string | null;
  /** The first pay day on which the wage of a lost job did not come. */
  readonly incomeLossOn: string | null;
  /** The first day of other hours and other weekdays. */
  readonly rhythmChangeOn: string | null;
  /** The first day on which the current account was below zero. */
  readonly belowZeroOn: string | null;
  readonly series: readonly TrueSeries[];
  /** The category of each transaction (Plaid PFC, detailed), by transaction id. */
  readonly categories: Readonly<Record<string, string>>;
};
