import type { Tx } from '@rapport/contracts';
import { bucketOf, combine, EMPTY_BUCKET } from '../domain/features/day-bucket.ts';
import { combinePlaces, placesOf } from '../domain/features/place-day.ts';
import { dayOf, type LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { Settlement } from '../domain/ledger/settle-facts.ts';
import type { Stores, TouchedDay } from './ports.ts';

type DayPorts = Pick<Stores, 'transactions' | 'buckets'>;

const nameOf = ({ customerId, day }: TouchedDay): string => `${customerId} ${day}`;

const dayOfFact = ({ customerId, bookedAt }: Pick<LedgerFact, 'customerId' | 'bookedAt'>): TouchedDay => ({
  customerId,
  day: dayOf(bookedAt),
});

const byDay = (facts: readonly LedgerFact[]): Map<string, LedgerFact[]> =>
  Map.groupBy(facts, (fact) => nameOf(dayOfFact(fact)));

/** The days of facts, each once. */
export const daysOfFacts = (facts: readonly Pick<LedgerFact, 'customerId' | 'bookedAt'>[]): TouchedDay[] => [
  ...new Map(facts.map(dayOfFact).map((one) => [nameOf(one), one])).values(),
];

/** Days are put together anew from their stored facts, so a correction needs no arithmetic of its own. */
export const rebuildDays = async (
  tx: Tx,
  { transactions, buckets }: DayPorts,
  days: readonly TouchedDay[],
): Promise<void> => {
  const facts = byDay(await transactions.factsOfDays(tx, days));
  await buckets.save(
    tx,
    days.map((one) => {
      const ofDay = facts.get(nameOf(one)) ?? [];
      return { ...one, bucket: bucketOf(ofDay), place: placesOf(ofDay) };
    }),
  );
};

/** Days take new facts in, so that the work is that of the facts however full a day is already. */
const addToDays = async (tx: Tx, { buckets }: DayPorts, facts: readonly LedgerFact[]): Promise<void> => {
  const known = new Map((await buckets.ofDays(tx, daysOfFacts(facts))).map((one) => [nameOf(one), one]));
  await buckets.save(
    tx,
    [...byDay(facts)].map(([name, ofDay]) => {
      const { bucket = EMPTY_BUCKET, place } = known.get(name) ?? {};
      const joined = { bucket: combine(bucket, bucketOf(ofDay)), place: combinePlaces(place ?? {}, placesOf(ofDay)) };
      return { ...dayOfFact(ofDay[0]!), ...joined };
    }),
  );
};

/**
 * Keeps the days that a batch touched: days with nothing but new facts take them in; those where a fact was corrected,
 * moved or turned out to be something else are rebuilt.
 */
export const keepDays = async (
  tx: Tx,
  ports: DayPorts,
  { settled, changed }: { settled: readonly Settlement[]; changed: readonly LedgerFact[] },
): Promise<void> => {
  const corrected = settled.flatMap(({ key, before }) => (before ? [key, before] : []));
  const rebuilt = daysOfFacts([...corrected, ...changed]);
  await rebuildDays(tx, ports, rebuilt);
  const names = new Set(rebuilt.map(nameOf));
  const isAdded = (fact: LedgerFact) => !names.has(nameOf(dayOfFact(fact)));
  await addToDays(tx, ports, settled.map(({ fact }) => fact).filter(isAdded));
};
