import type { Account, AccountBalance, Holder } from './account.ts';
import type { Application, ApplicationStep, DocumentRequest, ReceivedDocument } from './application/application.ts';
import type { Card, CardStatusChange } from './card/card.ts';
import type { ContactPoint } from './customer.ts';
import type { Instalment, Loan, LoanPayment, LoanSchedule, PaymentReversal } from './loan/loan.ts';
import type { RejectedTrait, Trait } from './trait.ts';

/** Everything that one batch of calls says, ready to be kept. */
export type Facts = {
  /** What was stated. */
  readonly traits: readonly Trait[];
  /** What was guessed: it only fills what is unset. */
  readonly guesses: readonly Trait[];
  readonly rejectedTraits: readonly RejectedTrait[];
  readonly contactPoints: readonly ContactPoint[];
  readonly accounts: readonly Account[];
  readonly holders: readonly Holder[];
  readonly balances: readonly AccountBalance[];
  readonly cards: readonly Card[];
  readonly cardStatuses: readonly CardStatusChange[];
  readonly loans: readonly Loan[];
  readonly schedules: readonly LoanSchedule[];
  readonly instalments: readonly Instalment[];
  readonly payments: readonly LoanPayment[];
  readonly reversals: readonly PaymentReversal[];
  readonly applications: readonly Application[];
  readonly applicationSteps: readonly ApplicationStep[];
  readonly documentRequests: readonly DocumentRequest[];
  readonly documents: readonly ReceivedDocument[];
};

/** The facts of several calls together. */
export const joinFacts = (parts: readonly Partial<Facts>[]): Facts => {
  const all = <T>(of: (part: Partial<Facts>) => readonly T[] | undefined): T[] =>
    parts.flatMap((part) => of(part) ?? []);
  return {
    traits: all(({ traits }) => traits),
    guesses: all(({ guesses }) => guesses),
    rejectedTraits: all(({ rejectedTraits }) => rejectedTraits),
    contactPoints: all(({ contactPoints }) => contactPoints),
    accounts: all(({ accounts }) => accounts),
    holders: all(({ holders }) => holders),
    balances: all(({ balances }) => balances),
    cards: all(({ cards }) => cards),
    cardStatuses: all(({ cardStatuses }) => cardStatuses),
    loans: all(({ loans }) => loans),
    schedules: all(({ schedules }) => schedules),
    instalments: all(({ instalments }) => instalments),
    payments: all(({ payments }) => payments),
    reversals: all(({ reversals }) => reversals),
    applications: all(({ applications }) => applications),
    applicationSteps: all(({ applicationSteps }) => applicationSteps),
    documentRequests: all(({ documentRequests }) => documentRequests),
    documents: all(({ documents }) => documents),
  };
};
