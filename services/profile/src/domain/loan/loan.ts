/** A loan that was paid out. Amounts are exact decimals as strings, in the loan's currency. */
export type Loan = {
  readonly customerId: string;
  readonly loanId: string;
  /** The account it is kept on; the loan's own id where the bank named none. */
  readonly accountId: string;
  readonly principal: string;
  readonly currency: string;
  readonly openedAt: Date;
  /** The amount of one instalment. */
  readonly instalment: string | null;
  readonly instalmentCount: number | null;
  readonly statedAt: Date;
};

/** That a loan's whole schedule was stated: instalments that were stated before it are over. */
export type LoanSchedule = {
  readonly customerId: string;
  readonly loanId: string;
  readonly currency: string;
  readonly statedAt: Date;
};

/** An instalment that is or will be due. */
export type Instalment = {
  readonly customerId: string;
  readonly loanId: string;
  /** ISO 8601 day. */
  readonly dueOn: string;
  readonly amount: string;
  readonly currency: string;
  readonly statedAt: Date;
};

/** A payment towards a loan. */
export type LoanPayment = {
  readonly customerId: string;
  readonly paymentId: string;
  readonly loanId: string;
  readonly amount: string;
  readonly currency: string;
  readonly receivedAt: Date;
  readonly statedAt: Date;
};

export const REVERSAL_REASONS = ['INSUFFICIENT_FUNDS', 'REFUSED_BY_PAYER', 'BOOKED_IN_ERROR', 'OTHER'] as const;
export type ReversalReason = (typeof REVERSAL_REASONS)[number];

/** That a payment did not stand. It is final: what is collected again is another payment. */
export type PaymentReversal = {
  readonly customerId: string;
  readonly paymentId: string;
  readonly loanId: string;
  readonly reversedAt: Date;
  readonly reason: ReversalReason;
  readonly statedAt: Date;
};

/** A payment, and whether it still stands. */
export type PaymentView = LoanPayment & {
  readonly reversedAt: Date | null;
  readonly reversalReason: ReversalReason | null;
};

/** Everything said of one loan, by whomever: borrowers share it, and it does not matter who pays. */
export type LoanFacts = {
  readonly loanId: string;
  readonly loans: readonly Loan[];
  readonly schedules: readonly LoanSchedule[];
  readonly instalments: readonly Instalment[];
  readonly payments: readonly LoanPayment[];
  readonly reversals: readonly PaymentReversal[];
};
