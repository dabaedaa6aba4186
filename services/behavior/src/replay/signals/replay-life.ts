import type { SignalLevel } from '@rapport/contracts';
import type { TextModel } from '../../domain/enrichment/text/text-model.ts';
import { customerDaysOf, type HeldAccount } from '../../domain/features/customer-days.ts';
import { type BucketOfDay, bucketOf } from '../../domain/features/day-bucket.ts';
import { daysBefore } from '../../domain/features/feature.ts';
import { placesOf } from '../../domain/features/place-day.ts';
import { computeFeatures, HORIZON_DAYS } from '../../domain/features/registry.ts';
import { dayOf, keyOf, type LedgerFact } from '../../domain/ledger/ledger-fact.ts';
import { GROUP_MAX, groupKeyOf } from '../../domain/recurring/occurrence.ts';
import { type Payment, paymentOf } from '../../domain/recurring/payment.ts';
import { type RecurringSeries, recurringSeriesOf } from '../../domain/recurring/recurring-series.ts';
import { SERIES_MAX, viewSeries } from '../../domain/recurring/view-series.ts';
import { senseSignals } from '../../domain/signals/sense-signals.ts';
import type { SignalState } from '../../domain/signals/signal.ts';
import { enrichLife } from './enrich-life.ts';

/** A life as it is told: whose, which accounts, and the facts of the ledger, oldest first. */
export type ToldLife = {
  readonly customerId: string;
  /** IANA name; null where none is known. */
  readonly timeZone: string | null;
  readonly accounts: readonly HeldAccount[];
  readonly facts: readonly LedgerFact[];
};

/** A level that a signal reached at the end of a day. */
export type LevelChange = {
  readonly kind: string;
  readonly day: string;
  readonly level: SignalLevel;
  readonly score: number;
};

const RECENT_DAYS = 30;
const RECENT_MAX = 200;

/** The series of the groups that payments touch, looked for anew from the latest payments of each, as stored ones. */
const createSeries = () => {
  const groups = new Map<string, Payment[]>();
  const found = new Map<string, RecurringSeries[]>();
  return {
    add: (facts: readonly LedgerFact[]): void => {
      const touched = Map.groupBy(
        facts.flatMap((fact) => paymentOf(fact) ?? []),
        groupKeyOf,
      );
      for (const [key, payments] of touched) {
        const latest = [...(groups.get(key) ?? []), ...payments].slice(-GROUP_MAX);
        groups.set(key, latest);
        found.set(key, recurringSeriesOf(payments[0]!, latest));
      }
    },
    seenOn: (today: string) => {
      const latest = [...found.values()].flat().toSorted((a, b) => (a.nextOn < b.nextOn ? 1 : -1));
      return viewSeries(latest.slice(0, SERIES_MAX), today);
    },
  };
};

/** The days of a life, each put together anew from its facts where one of them is told or told anew. */
const createDays = () => {
  const facts = new Map<string, Map<string, LedgerFact>>();
  const days = new Map<string, BucketOfDay>();
  return {
    add: (told: readonly LedgerFact[]): void => {
      for (const [day, ofDay] of Map.groupBy(told, ({ bookedAt }) => dayOf(bookedAt))) {
        const known = facts.get(day) ?? new Map<string, LedgerFact>();
        for (const fact of ofDay) known.set(keyOf(fact), fact);
        facts.set(day, known);
        const all = [...known.values()];
        days.set(day, { day, bucket: bucketOf(all), place: placesOf(all) });
      }
    },
    since: (first: string): BucketOfDay[] => [...days.values()].filter(({ day }) => day >= first),
    recentOn: (today: string): LedgerFact[] => {
      const since = daysBefore(today, RECENT_DAYS - 1);
      const recent = [...facts].filter(([day]) => day >= since).flatMap(([, ofDay]) => [...ofDay.values()]);
      return recent.toSorted((a, b) => b.bookedAt.getTime() - a.bookedAt.getTime()).slice(0, RECENT_MAX);
    },
  };
};

/**
 * Lives a life through day by day and senses at the end of each day on which something was told, as the service would:
 * by the same pure functions, from the same days, facts and series. Only changes of level are answered.
 */
export const replayLife = (
  { customerId, timeZone, accounts, facts }: ToldLife,
  textModel: TextModel,
): LevelChange[] => {
  const series = createSeries();
  const enrich = enrichLife(textModel);
  const told = createDays();
  const changes: LevelChange[] = [];
  const person = { timeZone, financialLiteracy: null };
  let states: readonly SignalState[] = [];
  for (const [today, ofToday] of Map.groupBy(facts, ({ bookedAt }) => dayOf(bookedAt))) {
    told.add(enrich(ofToday, today));
    series.add(ofToday);
    const days = customerDaysOf(told.since(daysBefore(today, HORIZON_DAYS - 1)), accounts, today, person);
    const now = new Date(`${today}T23:59:59Z`);
    const recent = told.recentOn(today);
    const subject = { days, features: computeFeatures(days), recent, series: series.seenOn(today), now };
    const before = new Map(states.map(({ kind, level }) => [kind, level]));
    states = senseSignals(customerId, subject, { before: states, now });
    for (const { kind, level, score } of states) {
      if (level !== (before.get(kind) ?? 'NONE')) changes.push({ kind, day: today, level, score });
    }
  }
  return changes;
};
