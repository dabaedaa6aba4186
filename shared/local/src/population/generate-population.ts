import { type CalendarDay, readDay, writeDay } from '../demo/calendar-day.ts';
import { callsOf, returnedCall } from '../demo/calls-of.ts';
import type { DemoAccount } from '../demo/demo-customer.ts';
import type { SegmentCall } from '../demo/segment-call.ts';
import { type Booked, bookMovements, type Purse } from './book-movements.ts';
import { drawEvents, type PlannedEvent, type Window } from './draw-events.ts';
import { drawPersona, type Persona } from './draw-persona.ts';
import type { GroundTruth } from './ground-truth.ts';
import { planEarnings } from './plan-earnings.ts';
import { planSeries } from './plan-series.ts';
import { planSpending } from './plan-spending.ts';
import type { PlannedMovement } from './planned-movement.ts';
import { type Origin, seededStream } from './seeded-stream.ts';

/** A generated customer: what a bank would say of them, oldest first, and what is true of them. */
export type GeneratedCustomer = { readonly calls: readonly SegmentCall[]; readonly truth: GroundTruth };

/** Which customers: the same seed and days, the same bytes; `from` included, `until` not, as `2026-03-01`. */
export type PopulationOptions = { readonly seed: number; readonly from: string; readonly until: string };

const DAYS_A_MONTH = 30.4;
const DAY_MS = 86_400_000;
/** How far ahead somebody looks for what is due. */
const FORESIGHT_DAYS = 35;
/** What people like to have on top of it, a share of the month's income. */
const COMFORT_SHARE = 0.06;
/** What is spent of what is free: a little is left, so that calm lives stay calm. */
const SPENT_SHARE = 0.92;
const WAGES = new Set(['SALARY', 'GIG_PAY']);

const byTime = (one: { readonly at: string }, other: { readonly at: string }): number =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : 0;

/**
 * What has to be on the account at the beginning of each day so that what is due until the next weeks' income finds its
 * money: the deepest sum of committed movements ahead. It knows nothing of events that are still to come.
 */
const reservesOf = (committed: readonly PlannedMovement[], { from, until }: Window, comfort: number): number[] => {
  const byDay = Map.groupBy(committed, ({ at }) => Math.floor(Date.parse(at) / DAY_MS));
  return Array.from({ length: until - from }, (_, index) => {
    let [sum, deepest] = [0, 0];
    for (let day = from + index; day < from + index + FORESIGHT_DAYS; day += 1) {
      for (const { cents, means } of byDay.get(day) ?? []) sum += means === 'SAVING' ? 0 : cents;
      deepest = Math.min(deepest, sum);
    }
    return comfort - deepest;
  });
};

/** The first wage that would have come after the job was lost. */
const incomeLossOf = (calm: readonly PlannedMovement[], events: readonly PlannedEvent[]): string | null => {
  const lost = events.find(({ kind }) => kind === 'JOB_LOSS');
  if (!lost) return null;
  const missed = calm.find(({ at, series }) => WAGES.has(series?.kind ?? '') && at >= writeDay(lost.on));
  return missed?.at.slice(0, 10) ?? null;
};

const dayOn = (events: readonly PlannedEvent[], kind: PlannedEvent['kind']): CalendarDay | null =>
  events.find((event) => event.kind === kind)?.on ?? null;

const truthOf = (
  { userId, livelihood }: Persona,
  events: readonly PlannedEvent[],
  calm: readonly PlannedMovement[],
  { booked, from, until }: { readonly booked: Booked } & Pick<PopulationOptions, 'from' | 'until'>,
): GroundTruth => {
  const write = (day: CalendarDay | null) => (day === null ? null : writeDay(day));
  return {
    userId,
    livelihood,
    from,
    until,
    events: events.map(({ kind, on, until: end }) => ({
      kind,
      on: writeDay(on),
      untilOn: end === Infinity ? null : writeDay(end),
    })),
    stressOnsetOn: write(dayOn(events, 'STRESS')),
    incomeLossOn: incomeLossOf(calm, events),
    rhythmChangeOn: write(dayOn(events, 'RHYTHM_CHANGE')),
    belowZeroOn: booked.belowZeroOn,
    series: booked.series,
    categories: booked.categories,
  };
};

const purseOf = (
  origin: Origin,
  persona: Persona,
  calm: readonly PlannedMovement[],
  window: Window,
  events: readonly PlannedEvent[],
): Purse => {
  const { userId, monthlyIncome, saving, savedUp } = persona;
  const reserves = reservesOf(calm, window, Math.round(monthlyIncome * COMFORT_SHARE));
  const cushion = Math.round(monthlyIncome * (0.1 + seededStream(origin, 'cushion').next() * 0.8));
  return {
    persona,
    current: { accountId: `${userId}-current`, openingCents: reserves[0]! + cushion },
    savings: saving > 0 ? { accountId: `${userId}-savings`, openingCents: savedUp } : null,
    reserveOn: (at) => reserves[Math.floor(Date.parse(at) / DAY_MS) - window.from] ?? reserves.at(-1)!,
    strainedFrom: dayOn(events, 'STRESS'),
  };
};

const accountsOf = ({ place }: Persona, { current, savings }: Purse, openedAt: string): DemoAccount[] => {
  const account = { currency: place.currency, openedAt, balanceCents: 0 };
  return [
    { ...account, ...current, accountType: 'CURRENT', name: 'Current account' },
    ...(savings ? [{ ...account, ...savings, accountType: 'SAVINGS' as const, name: 'Savings' }] : []),
  ];
};

/**
 * Makes one customer of a population, from the seed and their own number alone: in any order, one at a time, as many as
 * anybody likes.
 */
export const generatePopulationCustomer = (
  index: number,
  { seed, from, until }: PopulationOptions,
): GeneratedCustomer => {
  const origin: Origin = { seed, index };
  const window: Window = { from: readDay(from), until: readDay(until) };
  if (window.until - window.from < 90) throw new RangeError('a life is at least 90 days long: choose a later end');
  const persona = drawPersona(origin);
  const events = drawEvents(origin, persona, window);
  // As it would have gone on had nothing happened: what people reckon with.
  const calm = [...planSeries(origin, persona, [], window), ...planEarnings(origin, persona, [], window)].sort(byTime);
  const months = (window.until - window.from) / DAYS_A_MONTH;
  const free = (calm.reduce((sum, { cents }) => sum + cents, 0) / months) * SPENT_SHARE;
  const planned = [
    ...planSeries(origin, persona, events, window),
    ...planEarnings(origin, persona, events, window),
    ...planSpending(origin, persona, events, { window, free }),
  ];
  const [first, last] = [`${from}T00:00:00.000Z`, `${until}T00:00:00.000Z`];
  const lived = planned.filter(({ at }) => at >= first && at < last).sort(byTime);
  const purse = purseOf(origin, persona, calm, window, events);
  const booked = bookMovements(lived, purse);
  const accounts = accountsOf(persona, purse, first);
  const calls = [
    ...callsOf({ ...persona, coHolders: [], accounts, transactions: booked.transactions }),
    ...booked.returned.map((payment) => returnedCall(persona.userId, payment)),
  ];
  return {
    calls: calls.sort((one, other) => byTime({ at: one.timestamp }, { at: other.timestamp })),
    truth: truthOf(persona, events, calm, { booked, from, until }),
  };
};

/** The customers of a population one after the other, each made when it is asked for. */
export function* generatePopulation(customers: number, options: PopulationOptions): Generator<GeneratedCustomer> {
  for (let index = 0; index < customers; index += 1) yield generatePopulationCustomer(index, options);
}
