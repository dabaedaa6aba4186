import type { Account, Holder } from './account.ts';
import type { Application, ReceivedDocument } from './application.ts';
import type { ContactPoint } from './customer.ts';
import type { Instalment, Loan, LoanPayment } from './loan.ts';
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
  readonly loans: readonly Loan[];
  readonly instalments: readonly Instalment[];
  readonly payments: readonly LoanPayment[];
  readonly applications: readonly Application[];
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
    loans: all(({ loans }) => loans),
    instalments: all(({ instalments }) => instalments),
    payments: all(({ payments }) => payments),
    applications: all(({ applications }) => applications),
    documents: all(({ documents }) => documents),
  };
};
