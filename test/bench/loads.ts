import { generatePopulationCustomer, type SegmentCall } from '@rapport/testkit';
import { loadCardPayments } from '../evaluation/behavior/load-card-payments.ts';

/** Facts to be taken in: who they are about first, then what happened, in the order in which it did. */
export type Load = {
  readonly name: string;
  readonly people: readonly object[];
  readonly facts: readonly object[];
  /** How many of the facts are transactions. */
  readonly transactions: number;
};

const UNIFORM_CUSTOMERS = 100;
const FACTS = 20_000;
const LIVES = 40;
const LIFE_DAYS = 180;
const SEED = 1;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const opened = (user: string, now: Date): object => ({
  type: 'track',
  userId: user,
  messageId: `${user}-opened`,
  timestamp: now.toISOString(),
  event: 'Account Opened',
  properties: { accountId: `account-${user}`, accountType: 'CURRENT', currency: 'EUR' },
});

type Posted = { readonly id: string; readonly user: string; readonly at: Date; readonly amount: string };

const posted = ({ id, user, at, amount }: Posted, narration: string): object => ({
  type: 'track',
  userId: user,
  messageId: id,
  timestamp: at.toISOString(),
  event: 'Transaction Posted',
  properties: {
    transactionId: id,
    accountId: `account-${user}`,
    amount,
    currency: 'EUR',
    bookedAt: at.toISOString(),
    narration,
  },
});

/** The same small payment again and again, of a hundred people within a day and a half: as hard as it gets on few. */
export const uniformLoad = (now: Date): Load => ({
  name: 'uniform',
  people: Array.from({ length: UNIFORM_CUSTOMERS }, (_, index) => opened(`bench-${index}`, now)),
  facts: Array.from({ length: FACTS }, (_, number) => {
    const at = new Date(now.getTime() - (number % 2_000) * MINUTE_MS);
    const user = `bench-${number % UNIFORM_CUSTOMERS}`;
    return posted({ id: `bench-${number}`, user, at, amount: `-${(number % 90) + 1}.25` }, 'BENCH');
  }),
  transactions: FACTS,
});

/** The last payments of card_fraud_simulated, moved so that they end now. */
export const cardLoad = (data: string, now: Date): Load => {
  const payments = loadCardPayments(data).slice(-FACTS);
  const ahead = now.getTime() - payments.at(-1)!.at;
  const users = new Set(payments.map(({ customer }) => `card-${customer}`));
  return {
    name: 'card_fraud_simulated',
    people: [...users].map((user) => opened(user, now)),
    facts: payments.map(({ transactionId, customer, merchant, at, size }) =>
      posted(
        {
          id: `card-${transactionId}`,
          user: `card-${customer}`,
          at: new Date(at + ahead),
          amount: `-${size.toFixed(2)}`,
        },
        `CARD PAYMENT TERMINAL ${merchant}`,
      ),
    ),
    transactions: payments.length,
  };
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const isPosted = (call: SegmentCall): boolean => call.type === 'track' && call.event === 'Transaction Posted';
const isFact = (call: SegmentCall): boolean => call.type === 'track' && call.event !== 'Account Opened';

/** Generated lives of half a year that end today, day by day as a bank would send them. */
export const livesLoad = (now: Date): Load => {
  const span = { seed: SEED, from: dayOf(now.getTime() - LIFE_DAYS * DAY_MS), until: dayOf(now.getTime()) };
  const calls = Array.from({ length: LIVES }, (_, index) => generatePopulationCustomer(index, span).calls).flat();
  const facts = calls.filter(isFact).sort((one, other) => (one.timestamp < other.timestamp ? -1 : 1));
  return {
    name: 'generated lives',
    people: calls.filter((call) => !isFact(call)),
    facts,
    transactions: facts.filter(isPosted).length,
  };
};
