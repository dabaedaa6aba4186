/** The kinds of people in the demo world, each with a life of their own. */
export const DEMO_KINDS = [
  'salaried-family',
  'freelancer',
  'retiree',
  'traveller',
  'sliding-into-distress',
  'first-home-saver',
] as const;
export type DemoKind = (typeof DEMO_KINDS)[number];

/** A made-up person, with a telephone or without one. */
export type MadeUpPerson = {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** E.164. */
  readonly phone?: string;
  readonly locale: string;
  readonly timeZone: string;
};

/** A person of the demo; the telephone number is one that is reserved for fiction. */
export type DemoPerson = MadeUpPerson & { readonly phone: string };

export type DemoAccount = {
  readonly accountId: string;
  readonly accountType: 'CURRENT' | 'SAVINGS';
  readonly name: string;
  readonly currency: string;
  /** RFC 3339. */
  readonly openedAt: string;
  /** Before the first transaction, cents. */
  readonly openingCents: number;
  /** After the last transaction, cents. */
  readonly balanceCents: number;
};

export type DemoTransaction = {
  readonly transactionId: string;
  readonly accountId: string;
  /** Negative is money out. */
  readonly amountCents: number;
  readonly balanceAfterCents: number;
  readonly currency: string;
  /** RFC 3339. */
  readonly bookedAt: string;
  readonly narration: string;
  readonly mcc?: string | undefined;
};

/** A customer of the demo with a year of transactions, oldest first. */
export type DemoCustomer = DemoPerson & {
  readonly kind: DemoKind;
  /** Further holders of the first account. */
  readonly coHolders: readonly DemoPerson[];
  /** The current account comes first. */
  readonly accounts: readonly DemoAccount[];
  readonly transactions: readonly DemoTransaction[];
};
