import type { Tx } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { enrich, NO_CORRECTIONS } from '../domain/enrichment/enrich.ts';
import { bookingKeyOf, linkBookings } from '../domain/enrichment/link-bookings.ts';
import { sizeOf } from '../domain/enrichment/link-transfers.ts';
import type { TextModel } from '../domain/enrichment/text/text-model.ts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import { enrichBookings } from './enrich-bookings.ts';
import type { EnrichmentStore, Surroundings } from './ports.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const NEVER = async () => {
  throw new Error('nothing is corrected here');
};
const silent: TextModel = { version: 'text-000000000000', guess: () => null, explain: () => [] };

/** The rows in memory, found in the same neighbourhood as in the database. */
const storeOf = (rows: ReadonlyMap<string, LedgerFact>): EnrichmentStore => {
  const within = (days: number) => (fact: LedgerFact, near: Surroundings) =>
    Math.abs(fact.bookedAt.getTime() - near.bookedAt.getTime()) <= days * DAY_MS &&
    fact.currency === near.currency &&
    sizeOf(fact.amount) === near.size;
  const find = async (near: readonly Surroundings[], isWanted: (fact: LedgerFact) => boolean) =>
    [...rows.values()]
      .filter((fact) => isWanted(fact) && near.some((one) => within(24)(fact, one)))
      .map((fact) => ({ ...fact, currentId: fact.customerId }));
  return {
    factsAt: async () => [],
    moneyInAround: (_, around) => find(around, ({ amount }) => !amount.startsWith('-')),
    moneyOutAround: (_, transfers) => find(transfers, ({ amount }) => amount.startsWith('-')),
    update: NEVER,
    correctionsOf: async (_, asked) => asked.map(() => NO_CORRECTIONS),
    saveBookingCorrection: NEVER,
    saveMerchantCorrection: NEVER,
    saveMerchantCategory: NEVER,
  };
};

const fact = (transactionId: string, accountId: string, amount: string, day: number): LedgerFact => ({
  customerId: 'cus_a',
  bookedAt: new Date(START + day * DAY_MS),
  accountId,
  transactionId,
  kind: 'POSTED',
  amount,
  currency: 'EUR',
  narration: '4711',
  mcc: null,
  balanceAfter: null,
  reason: null,
  version: 1,
  receivedAt: new Date(START),
  enrichment: null,
});

const drawn = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 14 }),
    account: fc.constantFrom('a', 'b', 'c'),
    amount: fc.constantFrom('-10', '10', '-20', '20'),
    day: fc.integer({ min: 0, max: 60 }),
  }),
  { minLength: 1, maxLength: 30 },
);

test('facts and corrections one by one come to what all of them at once would be', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (said) => {
      const rows = new Map<string, LedgerFact>();
      const accounts = new Map<number, string>();
      const run = enrichBookings({ stores: { enrichments: storeOf(rows) }, textModel: silent });
      for (const { id, account, amount, day } of said) {
        // What the bank calls a booking holds its account: a correction stays there.
        const accountId = accounts.get(id) ?? account;
        accounts.set(id, accountId);
        const next = fact(String(id), accountId, amount, day);
        const before = rows.get(bookingKeyOf(next));
        const { bookings, changed } = await run({} as Tx, [next], before ? [before] : [], (customerId) => customerId);
        for (const one of [...bookings, ...changed]) rows.set(bookingKeyOf(one), one);
      }
      const whole = linkBookings(
        [...rows.values()].map((one) => ({ ...one, currentId: 'cus_a', base: enrich(one, NO_CORRECTIONS, silent) })),
      );
      expect(new Map([...rows].map(([key, { enrichment }]) => [key, enrichment]))).toEqual(whole);
    }),
    fcOptions(),
  );
});
