import { isAlreadyPaid } from '../domain/loan/loan-standing.ts';
import { listSchedule } from '../usecases/read-loans.ts';
import type { AccountResolvers, CustomerResolvers, Resolvers } from './generated.ts';
import { ownCustomers, seesOnlyOwn } from './own-customers.ts';

const STEPS_MAX = 100;

/** An amount with the currency it is in; null where there is none. */
const moneyOf = (amount: string | null, currency: string) => (amount === null ? null : { amount, currency });

/** What a customer has with the bank, beside accounts. */
export const financeOfCustomer: Pick<CustomerResolvers, 'applications' | 'cards' | 'loans' | 'payments' | 'documents'> =
  {
    applications: ({ id }, _, { loaders }) => loaders.applications.load(id),
    cards: ({ id }, _, { loaders }) => loaders.cards.load(id),
    loans: ({ id }, _, { loaders }) => loaders.loans.load(id),
    payments: ({ id }, page, { does }) => does.findPayments(id, page),
    documents: ({ id }, page, { does }) => does.findDocuments(id, page),
  };

/** What there is on an account. */
export const financeOfAccount: Pick<AccountResolvers, 'balance' | 'cards'> = {
  balance: ({ accountId }, _, { loaders }) => loaders.balances.load(accountId),
  // A joint holder sees their own card, not the other's.
  cards: async ({ accountId }, _, { loaders, viewer }) => {
    const cards = await loaders.accountCards.load(accountId);
    if (!seesOnlyOwn(viewer)) return cards;
    const own = (await ownCustomers(loaders, viewer)).map(({ current }) => current);
    return cards.filter(({ customerId }) => own.includes(customerId));
  },
};

export const financeTypes: Pick<
  Resolvers,
  | 'AccountBalance'
  | 'Application'
  | 'ApplicationStep'
  | 'Card'
  | 'Loan'
  | 'LoanArrears'
  | 'LoanInstalment'
  | 'LoanPayment'
  | 'ReceivedDocument'
> = {
  AccountBalance: {
    booked: ({ booked: amount, currency }) => ({ amount, currency }),
    available: ({ available, currency }) => moneyOf(available, currency),
  },
  Card: { id: ({ cardId }) => cardId, type: ({ cardType }) => cardType },
  Loan: {
    id: ({ loanId }) => loanId,
    principal: ({ principal, currency }) => moneyOf(principal, currency),
    instalment: ({ instalment, currency }) => moneyOf(instalment, currency),
    outstanding: ({ outstanding, currency }) => moneyOf(outstanding, currency),
    schedule: ({ schedule }, asked) => listSchedule(schedule, asked),
    alreadyPaid: ({ schedule, today }, { dueOn }) => isAlreadyPaid(schedule, today, dueOn),
  },
  LoanArrears: { amount: ({ amount, currency }) => ({ amount, currency }) },
  LoanInstalment: {
    amount: ({ amount, currency }) => ({ amount, currency }),
    paid: ({ paid: amount, currency }) => ({ amount, currency }),
  },
  LoanPayment: {
    id: ({ paymentId }) => paymentId,
    amount: ({ amount, currency }) => ({ amount, currency }),
  },
  Application: {
    id: ({ applicationId }) => applicationId,
    changedAt: ({ statedAt }) => statedAt,
    steps: ({ steps }) => steps.slice(-STEPS_MAX),
    lastStep: ({ steps }) => steps.at(-1) ?? null,
    isAbandoned: ({ abandonedAt }) => abandonedAt !== null,
  },
  ApplicationStep: {
    name: ({ step }) => step,
    index: ({ stepIndex }) => stepIndex,
    count: ({ stepCount }) => stepCount,
    at: ({ statedAt }) => statedAt,
  },
  ReceivedDocument: {
    id: ({ documentId }) => documentId,
    type: ({ documentType }) => documentType,
    receivedAt: ({ statedAt }) => statedAt,
  },
};
