import type { DemoAccount, DemoCustomer, DemoPerson, DemoTransaction } from './demo-customer.ts';
import type { SegmentCall } from './segment-call.ts';
import { writeCents } from './write-cents.ts';

const identifyCall = (person: DemoPerson, timestamp: string): SegmentCall => {
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

const accountCall = (customer: DemoCustomer, account: DemoAccount, timestamp: string): SegmentCall => {
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

/** Who a customer and fellow holders are, and which accounts they have: stamped with the day the history begins. */
export const introductionsOf = (customer: DemoCustomer): SegmentCall[] => {
  const timestamp = `${customer.transactions[0]!.bookedAt.slice(0, 10)}T00:00:00.000Z`;
  return [
    ...[customer, ...customer.coHolders].map((person) => identifyCall(person, timestamp)),
    ...customer.accounts.map((account) => accountCall(customer, account, timestamp)),
  ];
};

/** Everything a bank would have said of a customer within the year, oldest first. */
export const callsOf = (customer: DemoCustomer): SegmentCall[] => [
  ...introductionsOf(customer),
  ...customer.transactions.map((transaction) => transactionCall(customer.userId, transaction)),
];
