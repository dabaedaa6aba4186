import { readDay } from './calendar-day.ts';
import type { DemoAccount, DemoCustomer, DemoKind, DemoTransaction } from './demo-customer.ts';
import type { Life } from './life.ts';
import { FIRST_HOME_SAVER } from './lives/first-home-saver.ts';
import { FREELANCER } from './lives/freelancer.ts';
import { RETIREE } from './lives/retiree.ts';
import { SALARIED_FAMILY } from './lives/salaried-family.ts';
import { SLIDING_INTO_DISTRESS } from './lives/sliding-into-distress.ts';
import { TRAVELLER } from './lives/traveller.ts';
import { type Movement, planMovements } from './plan-movements.ts';

const LIVES: Readonly<Record<DemoKind, Life>> = {
  'salaried-family': SALARIED_FAMILY,
  freelancer: FREELANCER,
  retiree: RETIREE,
  traveller: TRAVELLER,
  'sliding-into-distress': SLIDING_INTO_DISTRESS,
  'first-home-saver': FIRST_HOME_SAVER,
};

/** The balance to begin with, so that the lowest of the year is the given one. */
const openingFor = (movements: readonly Movement[], lowestCents: number): number => {
  let [sum, deepest] = [0, 0];
  for (const { cents } of movements) {
    sum += cents;
    deepest = Math.min(deepest, sum);
  }
  return lowestCents - deepest;
};

const bookOn = (
  account: Omit<DemoAccount, 'balanceCents'>,
  movements: readonly Movement[],
): { account: DemoAccount; transactions: DemoTransaction[] } => {
  let balanceCents = account.openingCents;
  const transactions = movements.map(({ cents, ...movement }, index): DemoTransaction => {
    balanceCents += cents;
    return {
      ...movement,
      transactionId: `${account.accountId}-${movement.bookedAt.slice(0, 10)}-${String(index + 1).padStart(4, '0')}`,
      amountCents: cents,
      balanceAfterCents: balanceCents,
      currency: account.currency,
    };
  });
  return { account: { ...account, balanceCents }, transactions };
};

/**
 * Makes a customer of a kind with the year that ends the day before `today`: the same seed and day, the same bytes.
 * @param today as `2026-03-01`
 */
export const generateCustomer = (kind: DemoKind, { seed, today }: { seed: number; today: string }): DemoCustomer => {
  const life = LIVES[kind];
  const { currency, current, savings } = life;
  const movements = planMovements(life, { seed, today: readDay(today) });
  const of = (accountId: string) => movements.filter((movement) => movement.accountId === accountId);
  const onCurrent = of(current.accountId);
  const openingCents = openingFor(onCurrent, life.lowestCents);
  const booked = [
    bookOn({ ...current, accountType: 'CURRENT', currency, openingCents }, onCurrent),
    ...(savings ? [bookOn({ ...savings, accountType: 'SAVINGS', currency }, of(savings.accountId))] : []),
  ];
  return {
    ...life.person,
    kind,
    coHolders: life.coHolders ?? [],
    accounts: booked.map(({ account }) => account),
    transactions: booked
      .flatMap(({ transactions }) => transactions)
      .sort((one, other) => (one.bookedAt < other.bookedAt ? -1 : one.bookedAt > other.bookedAt ? 1 : 0)),
  };
};
