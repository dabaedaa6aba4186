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
