// Facts of a customer as examples state them, and the features that come of them.

import type { Enrichment } from '../src/domain/enrichment/enrichment.ts';
import type { Category } from '../src/domain/enrichment/taxonomy.ts';
import { activityOf } from '../src/domain/features/activity-day.ts';
import { customerDaysOf, type HeldAccount } from '../src/domain/features/customer-days.ts';
import { type BucketOfDay, bucketOf } from '../src/domain/features/day-bucket.ts';
import type { KnownPerson } from '../src/domain/features/feature.ts';
import { placesOf } from '../src/domain/features/place-day.ts';
import { computeFeatures } from '../src/domain/features/registry.ts';
import type { AppEvent } from '../src/domain/ledger/app-event.ts';
import { dayOf, type LedgerFact } from '../src/domain/ledger/ledger-fact.ts';
import type { PlacedLoopFact } from '../src/domain/loop/loop-fact.ts';

/** A Monday. */
export const TODAY = '2026-03-02';
export const NOON = Date.UTC(2026, 2, 2, 12);
const DAY_MS = 86_400_000;

export const enriched = (category: Category, more: Partial<Enrichment> = {}): Enrichment => ({
  merchant: null,
  city: null,
  category,
  confidence: 0.9,
  evidence: 'MCC',
  counterpart: null,
  ...more,
});

let counter = 0;

/** A transaction so many days before noon today, one euro out of the main account where nothing else is said. */
export const fact = (daysAgo: number, of: Partial<LedgerFact> = {}): LedgerFact => {
  counter += 1;
  return {
    customerId: 'cus_a',
    bookedAt: new Date(NOON - daysAgo * DAY_MS),
    accountId: 'acct-1',
    transactionId: `tx-${counter}`,
    kind: 'POSTED',
    amount: '-1.00',
    currency: 'EUR',
    narration: '',
    mcc: null,
    balanceAfter: null,
    reason: null,
    version: 1,
    receivedAt: new Date(NOON),
    enrichment: null,
    ...of,
  };
};

/** Money in or out of a category, so many days before noon today. */
export const of = (daysAgo: number, amount: string, category: Category, more: Partial<Enrichment> = {}): LedgerFact =>
  fact(daysAgo, { amount, enrichment: enriched(category, more) });

/** Something done in an app so many days before noon today, and so many minutes after it. */
export const event = (daysAgo: number, minutes: number, more: Partial<AppEvent> = {}): AppEvent => {
  counter += 1;
  return {
    customerId: 'cus_a',
    at: new Date(NOON - daysAgo * DAY_MS + minutes * 60_000),
    source: 'app',
    messageId: `m-${counter}`,
    type: 'page',
    name: 'Home',
    properties: {},
    receivedAt: new Date(NOON),
    channel: 'WEB',
    device: 'dev-1',
    session: null,
    ...more,
  };
};

/** What became of an offer or a message, so many days before noon today. */
export const told = (
  daysAgo: number,
  kind: PlacedLoopFact['kind'],
  objectId: string,
  status: string,
  more: Partial<PlacedLoopFact> = {},
): PlacedLoopFact => {
  counter += 1;
  const at = new Date(NOON - daysAgo * DAY_MS);
  return {
    customerId: 'cus_a',
    at,
    kind,
    objectId,
    status,
    decisionId: null,
    name: 'offer',
    actionGroup: 'SAVING',
    eventId: `evt-${counter}`,
    receivedAt: at,
    firstAt: ['SEEN', 'SENT', 'DELIVERED'].includes(status) ? at : null,
    ...more,
  };
};

export type Given = {
  readonly facts?: readonly LedgerFact[];
  readonly events?: readonly AppEvent[];
  readonly loop?: readonly PlacedLoopFact[];
};

/** The day buckets of what is given, as if each day was rebuilt from its stored facts. */
export const bucketsOf = ({ facts = [], events = [], loop = [] }: Given): BucketOfDay[] => {
  const days = new Set([...facts.map(({ bookedAt }) => bookedAt), ...events.map(({ at }) => at)].map(dayOf));
  for (const { at } of loop) days.add(dayOf(at));
  return [...days].map((day) => {
    const ofDay = facts.filter(({ bookedAt }) => dayOf(bookedAt) === day);
    const on = <T extends { at: Date }>(all: readonly T[]) => all.filter(({ at }) => dayOf(at) === day);
    const [done, answered] = [on(events), on(loop)];
    return {
      day,
      bucket: bucketOf(ofDay),
      place: placesOf(ofDay),
      activity: done.length + answered.length > 0 ? activityOf({ events: done, loop: answered }) : null,
    };
  });
};

/** Values of features by name, as of today. */
export const featuresOf = (
  given: Given,
  { held = [], person }: { held?: readonly HeldAccount[]; person?: KnownPerson } = {},
): Record<string, string | null> =>
  Object.fromEntries(
    computeFeatures(customerDaysOf(bucketsOf(given), held, TODAY, person)).map(({ name, value }) => [name, value]),
  );

/** The same fact on several days before today. */
export const onDays = <T>(days: readonly number[], make: (daysAgo: number) => T): T[] => days.map(make);

/** Whole numbers from one up to another, the last one left out. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, step) => from + step);
