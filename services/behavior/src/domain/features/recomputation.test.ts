import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { enriched, event, fact, NOON, TODAY, told } from '../../../test/given-days.ts';
import { CATEGORIES } from '../enrichment/taxonomy.ts';
import type { AppEvent } from '../ledger/app-event.ts';
import { dayOf, type LedgerFact } from '../ledger/ledger-fact.ts';
import { FIRST_STATUSES, type PlacedLoopFact } from '../loop/loop-fact.ts';
import { activityOf } from './activity-day.ts';
import { customerDaysOf } from './customer-days.ts';
import { type BucketOfDay, bucketOf } from './day-bucket.ts';
import { placesOf } from './place-day.ts';
import { computeFeatures } from './registry.ts';

const HOUR_MS = 3_600_000;
const hoursAgo = fc.integer({ min: 0, max: 190 * 24 });
const customerId = fc.constantFrom('cus_a', 'cus_b');

/** Everything that a day may hold, as the last word on it. */
type Happening =
  | { readonly of: 'FACT'; readonly fact: LedgerFact }
  | { readonly of: 'EVENT'; readonly event: AppEvent }
  | { readonly of: 'LOOP'; readonly told: PlacedLoopFact };

const facts = fc
  .record({
    customerId,
    ago: hoursAgo,
    minor: fc.integer({ min: -200_000, max: 200_000 }),
    accountId: fc.constantFrom('acct-1', 'acct-2'),
    currency: fc.constantFrom('EUR', 'EUR', 'USD'),
    narration: fc.constantFrom('SALARY ACME', 'SHOP', ''),
    category: fc.option(fc.constantFrom(...CATEGORIES)),
    evidence: fc.constantFrom('MCC' as const, 'TRANSFER' as const, 'REFUND' as const, 'NONE' as const),
    city: fc.constantFrom('Berlin', 'Rome', null),
    confidence: fc.constantFrom(0.3, 0.9),
  })
  .map(({ ago, minor, category, evidence, city, confidence, ...rest }): Happening => {
    const counterpart = { accountId: 'acct-pot', transactionId: 'other' };
    const of = { evidence, city, confidence, counterpart };
    const amount = (minor / 100).toFixed(2);
    const bookedAt = new Date(NOON - ago * HOUR_MS);
    return { of: 'FACT', fact: fact(0, { ...rest, amount, bookedAt, enrichment: category && enriched(category, of) }) };
  });

const events = fc
  .record({
    customerId,
    ago: hoursAgo,
    name: fc.constantFrom('Home', 'Application Step'),
    channel: fc.constantFrom('WEB' as const, 'MOBILE' as const, 'SERVER' as const, null),
    device: fc.constantFrom('dev-1', 'dev-2', null),
    session: fc.constantFrom('s-1', null),
    status: fc.constantFrom('STARTED', 'SUBMITTED', 'ABANDONED'),
  })
  .map(({ ago, name, status, ...rest }): Happening => {
    const at = new Date(NOON - ago * HOUR_MS);
    const type = name === 'Home' ? ('page' as const) : ('track' as const);
    return { of: 'EVENT', event: event(0, 0, { ...rest, at, type, name, properties: { applicationId: 'a', status } }) };
  });

const loops = fc
  .record({
    ago: hoursAgo,
    object: fc.integer({ min: 1, max: 4 }),
    what: fc.constantFrom(
      ...(['SEEN', 'CLICKED', 'ACCEPTED', 'DISMISSED'] as const).map((status) => ['OUTCOME', status] as const),
      ...(['SENT', 'DELIVERED'] as const).map((status) => ['MESSAGE_OUT', status] as const),
      ['MESSAGE_IN', 'OTHER'] as const,
    ),
  })
  .map(({ ago, object, what: [kind, status] }): Happening => {
    // A decision or a message is about one customer.
    const customerId = object % 2 === 0 ? 'cus_a' : 'cus_b';
    const at = new Date(NOON - ago * HOUR_MS);
    return { of: 'LOOP', told: told(0, kind, `${kind}-${object}`, status, { at, customerId }) };
  });

const happenings = fc.array(fc.oneof(facts, events, loops), { maxLength: 60 });

/** What stands in the tables, and how a day is rebuilt from it. */
const createTables = () => {
  const stored: Happening[] = [];
  const days = new Map<string, BucketOfDay & { customerId: string }>();
  const placed = (): PlacedLoopFact[] => {
    const all = stored.flatMap((one) => (one.of === 'LOOP' ? [one.told] : []));
    return all.map((one) => {
      const first = all
        .filter(({ kind, objectId, status, at }) => {
          return kind === one.kind && objectId === one.objectId && FIRST_STATUSES.includes(status) && at <= one.at;
        })
        .map(({ at }) => at.getTime());
      return { ...one, firstAt: first.length > 0 ? new Date(Math.min(...first)) : null };
    });
  };
  const rebuild = (customer: string, day: string): void => {
    const isMeant = (one: { customerId: string }, at: Date) => one.customerId === customer && dayOf(at) === day;
    const ofDay = stored.flatMap((one) =>
      one.of === 'FACT' && isMeant(one.fact, one.fact.bookedAt) ? [one.fact] : [],
    );
    const done = stored.flatMap((one) => (one.of === 'EVENT' && isMeant(one.event, one.event.at) ? [one.event] : []));
    const loop = placed().filter((one) => isMeant(one, one.at));
    const activity = done.length + loop.length > 0 ? activityOf({ events: done, loop }) : null;
    const parts = { bucket: bucketOf(ofDay), place: placesOf(ofDay), activity };
    days.set(`${customer} ${day}`, { customerId: customer, day, ...parts });
  };
  const touch = (one: Happening): void => {
    if (one.of === 'FACT') rebuild(one.fact.customerId, dayOf(one.fact.bookedAt));
    if (one.of === 'EVENT') rebuild(one.event.customerId, dayOf(one.event.at));
    if (one.of !== 'LOOP') return;
    for (const other of stored) {
      if (other.of === 'LOOP' && other.told.objectId === one.told.objectId) {
        rebuild(other.told.customerId, dayOf(other.told.at));
      }
    }
  };
  return { stored, touch, days };
};

const person = { timeZone: 'Europe/Berlin', financialLiteracy: null };
const held = ['acct-1', 'acct-pot'].map((accountId, index) => {
  const accountType = index === 0 ? 'CURRENT' : 'SAVINGS';
  return { customerId: 'cus_a', accountId, accountType, currency: 'EUR', role: 'OWNER' as const };
});
const told180 = (buckets: readonly BucketOfDay[]) => computeFeatures(customerDaysOf(buckets, held, TODAY, person));
/** As PostgreSQL keeps a bucket. */
const kept = (buckets: readonly BucketOfDay[]): BucketOfDay[] => JSON.parse(JSON.stringify(buckets));

test('every feature over all ids of a customer equals its recomputation as one, in any order of any facts', () => {
  fc.assert(
    fc.property(happenings, fc.infiniteStream(fc.nat()), (all, order) => {
      const shuffled = all
        .map((one) => ({ one, rank: order.next().value as number }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ one }) => one);
      const tables = createTables();
      for (const one of shuffled) {
        tables.stored.push(one);
        tables.touch(one);
      }
      // Nobody but one customer, whose facts were all there before anything was read.
      const whole = createTables();
      const asOne = (one: Happening): Happening => {
        if (one.of === 'FACT') return { ...one, fact: { ...one.fact, customerId: 'cus_a' } };
        if (one.of === 'EVENT') return { ...one, event: { ...one.event, customerId: 'cus_a' } };
        return { ...one, told: { ...one.told, customerId: 'cus_a' } };
      };
      whole.stored.push(...all.map(asOne));
      for (const one of whole.stored) whole.touch(one);
      expect(told180(kept([...tables.days.values()]))).toEqual(told180([...whole.days.values()]));
    }),
    fcOptions(),
  );
});

test('buckets that were written before a part of them existed are read as having nothing of it', () => {
  const bucket = {
    'EUR acct-1': {
      accountId: 'acct-1',
      currency: 'EUR',
      inflow: '0',
      outflow: '300',
      essential: '300',
      transactionCount: 1,
      returnedCount: 0,
      returnedForFundsCount: 0,
      closing: { at: '2026-03-01T10:00:00.000Z', transactionId: 'tx-1', balance: '100' },
      lowestBalance: '100',
    },
  };
  const features = new Map(told180([{ day: '2026-03-01', bucket }]).map(({ name, value }) => [name, value]));
  expect(features.get('spending_monthly')).toBe('300');
  expect(features.get('buffer_days')).toBe('2.3');
  expect(features.get('gambling_share_90d')).toBeNull();
  expect(features.get('sessions_30d')).toBeNull();
});
