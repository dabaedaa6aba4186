import type { Tx } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { enriched, fact, NOON } from '../../test/given-days.ts';
import { bucketOf, type DayBucket } from '../domain/features/day-bucket.ts';
import { type PlaceDay, placesOf } from '../domain/features/place-day.ts';
import { dayOf, keyOf, type LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import { keepDays } from './keep-days.ts';
import type { BucketStore, TouchedDay, TransactionStore } from './ports.ts';

const HOUR_MS = 3_600_000;
const tx = {} as Tx;
type KeptDay = { readonly bucket: DayBucket; readonly place: PlaceDay | null };

const nameOf = ({ customerId, day }: TouchedDay): string => `${customerId} ${day}`;
const placeOfFact = ({ customerId, bookedAt }: LedgerFact): string => nameOf({ customerId, day: dayOf(bookedAt) });

/** Facts and days in memory, as PostgreSQL keeps them; it counts the facts that were read. */
const createTables = () => {
  const facts = new Map<string, LedgerFact>();
  const days = new Map<string, KeptDay>();
  let factsRead = 0;
  const transactions = {
    factsOfDays: async (_: Tx, touched: readonly TouchedDay[]) => {
      const names = new Set(touched.map(nameOf));
      const found = [...facts.values()].filter((one) => names.has(placeOfFact(one)));
      factsRead += found.length;
      return found;
    },
  } as Pick<TransactionStore, 'factsOfDays'> as TransactionStore;
  const buckets = {
    ofDays: async (_: Tx, touched: readonly TouchedDay[]) =>
      touched.flatMap((one) => {
        const known = days.get(nameOf(one));
        return known ? [{ ...one, ...known }] : [];
      }),
    save: async (_: Tx, saved: Parameters<BucketStore['save']>[1]) => {
      for (const { bucket, place, ...one } of saved) {
        days.set(nameOf(one), JSON.parse(JSON.stringify({ bucket, place: place ?? null })));
      }
    },
  } as Pick<BucketStore, 'ofDays' | 'save'> as BucketStore;
  return { facts, days, ports: { transactions, buckets }, factsRead: () => factsRead };
};

type Tables = ReturnType<typeof createTables>;

/** A batch of facts as it is recorded: written first, then the days are kept. */
const record = async (
  { facts, ports }: Tables,
  batch: readonly LedgerFact[],
  changed: readonly LedgerFact[] = [],
): Promise<void> => {
  const settled = [...new Map(batch.map((one) => [keyOf(one), one])).values()].map((one): Settlement => {
    const word = { saidAt: one.receivedAt, messageId: one.transactionId, contentHash: '' };
    const before = facts.get(keyOf(one));
    return { fact: one, key: { ...one, ...word }, before: before ? { ...before, ...word } : null };
  });
  for (const one of [...batch, ...changed]) facts.set(keyOf(one), one);
  await keepDays(tx, ports, { settled, changed });
};

/** Every day as it would be put together from nothing but the facts that stand now. */
const recomputed = ({ facts, days }: Tables): Map<string, KeptDay> => {
  const ofDays = Map.groupBy(facts.values(), placeOfFact);
  return new Map(
    [...new Set([...days.keys(), ...ofDays.keys()])].map((name) => {
      const ofDay = ofDays.get(name) ?? [];
      return [name, { bucket: bucketOf(ofDay), place: placesOf(ofDay) }];
    }),
  );
};

const drawnFact = fc
  .record({
    transactionId: fc.integer({ min: 0, max: 9 }).map(String),
    accountId: fc.constantFrom('acct-1', 'acct-2'),
    customerId: fc.constantFrom('cus_a', 'cus_b'),
    kind: fc.constantFrom('POSTED' as const, 'POSTED' as const, 'RETURNED' as const),
    hoursAgo: fc.integer({ min: 0, max: 60 }),
    minor: fc.integer({ min: -9_999, max: 9_999 }),
    balance: fc.option(fc.integer({ min: -999, max: 999 }).map(String)),
    city: fc.constantFrom('Berlin', 'Rome', null),
  })
  .map(({ hoursAgo, minor, balance, city, ...rest }) =>
    fact(0, {
      ...rest,
      amount: (minor / 100).toFixed(2),
      bookedAt: new Date(NOON - hoursAgo * HOUR_MS),
      balanceAfter: balance,
      enrichment: enriched('FOOD_AND_DRINK_GROCERIES', { city }),
    }),
  );

test('days that take facts in equal their recomputation, whatever is new, corrected, moved or told anew', async () => {
  const batches = fc.array(fc.record({ batch: fc.array(drawnFact, { maxLength: 8 }), changes: fc.boolean() }), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const tables = createTables();
      for (const { batch, changes } of all) {
        const said = new Set(batch.map(keyOf));
        const [other] = changes ? [...tables.facts.values()].filter((one) => !said.has(keyOf(one))) : [];
        const told = other && { ...other, enrichment: enriched('TRANSFER_OUT_ACCOUNT_TRANSFER', { city: 'Oslo' }) };
        await record(tables, batch, told ? [told] : []);
      }
      expect(tables.days).toEqual(recomputed(tables));
    }),
    fcOptions(),
  );
});

test('a new fact reads no other fact of its day; a corrected one reads them', async () => {
  const tables = createTables();
  await record(tables, [fact(0, { transactionId: 'a' }), fact(0, { transactionId: 'b' })]);
  await record(tables, [fact(0, { transactionId: 'c' })]);
  expect(tables.factsRead()).toBe(0);
  await record(tables, [fact(0, { transactionId: 'a', amount: '-2.00' })]);
  expect(tables.factsRead()).toBe(3);
});
