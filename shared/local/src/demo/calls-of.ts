import type { DemoAccount, DemoCustomer, DemoTransaction, MadeUpPerson } from './demo-customer.ts';
import type { SegmentCall } from './segment-call.ts';
import { writeCents } from './write-cents.ts';

/** What is told of a customer, whatever kind of life it is. */
type Told = MadeUpPerson & Pick<DemoCustomer, 'accounts' | 'coHolders' | 'transactions'>;

const identifyCall = (person: MadeUpPerson, timestamp: string): SegmentCall => {
  const { userId, firstName, lastName, email, phone, locale, timeZone } = person;
  const name = `${firstName} ${lastName}`;
  return {
    type: 'identify',
    messageId: `${userId}-identify`,
    userId,
    timestamp,
    traits: { firstName, lastName, name, email, phone, locale, timezone: timeZone },
    context: { locale, timezone: timeZone },
  };
};

const accountCall = (customer: Told, account: DemoAccount, timestamp: string): SegmentCall => {
  const { accountId, accountType, currency, openedAt, name } = account;
  const isShared = account === customer.accounts[0] && customer.coHolders.length > 0;
  const holders = customer.coHolders.map(({ userId }) => ({ userId, role: 'JOINT' }));
  return {
    type: 'track',
    messageId: `${accountId}-opened`,
    userId: customer.userId,
    timestamp,
    event: 'Account Opened',
    properties: { accountId, accountType, currency, openedAt, name, ...(isShared ? { holders } : {}) },
  };
};

/** The call that says a transaction was posted. */
export const transactionCall = (userId: string, transaction: DemoTransaction): SegmentCall => {
  const { transactionId, accountId, amountCents, balanceAfterCents, currency, bookedAt, narration, mcc } = transaction;
  return {
    type: 'track',
    messageId: `${transactionId}-posted`,
    userId,
    timestamp: bookedAt,
    event: 'Transaction Posted',
    properties: {
      transactionId,
      accountId,
      amount: writeCents(amountCents),
      currency,
      bookedAt,
      narration,
      ...(mcc ? { mcc } : {}),
      balanceAfter: writeCents(balanceAfterCents),
    },
  };
};

/** A payment that was never booked: it came back. */
export type ReturnedPayment = {
  readonly transactionId: string;
  readonly accountId: string;
  /** As it would have been booked; negative is money out. */
  readonly amountCents: number;
  readonly currency: string;
  /** RFC 3339. */
  readonly returnedAt: string;
  readonly narration: string;
};

/** The call that says a payment came back for lack of funds. */
export const returnedCall = (userId: string, payment: ReturnedPayment): SegmentCall => {
  const { transactionId, accountId, amountCents, currency, returnedAt, narration } = payment;
  return {
    type: 'track',
    messageId: `${transactionId}-call`,
    userId,
    timestamp: returnedAt,
    event: 'Payment Returned',
    properties: {
      transactionId,
      accountId,
      amount: writeCents(amountCents),
      currency,
      returnedAt,
      reason: 'INSUFFICIENT_FUNDS',
      narration,
    },
  };
};

/** Who a customer and fellow holders are, and which accounts they have: stamped with the day the history begins. */
export const introductionsOf = (customer: Told): SegmentCall[] => {
  const timestamp = `${customer.transactions[0]!.bookedAt.slice(0, 10)}T00:00:00.000Z`;
  return [
    ...[customer, ...customer.coHolders].map((person) => identifyCall(person, timestamp)),
    ...customer.accounts.map((account) => accountCall(customer, account, timestamp)),
  ];
};

/** Everything a bank would have said of a customer within the year, oldest first. */
export const callsOf = (customer: Told): SegmentCall[] => [
  ...introductionsOf(customer),
  ...customer.transactions.map((transaction) => transactionCall(customer.userId, transaction)),
];
