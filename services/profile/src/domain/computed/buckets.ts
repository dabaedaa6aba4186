import type { SourcedCall } from '../call.ts';
import { STATED, type Trait } from '../trait.ts';
import type { TraitDataClass } from '../traits/trait-schema.ts';
import type { DeclaredTrait } from './computed-trait.ts';
import { contributionOf } from './contribution.ts';
import { SUMMARIES } from './summaries/registry.ts';

/** What the events of one customer, computed trait and UTC day come to; where nothing ends, of all days. */
export type TraitBucket = {
  readonly customerId: string;
  readonly name: string;
  /** The declaration's `summary`: buckets of an earlier one are never read. */
  readonly summary: number;
  /** ISO 8601; null for a trait without a window. */
  readonly day: string | null;
  /** When the last of the events happened. */
  readonly lastAt: Date;
  readonly state: unknown;
};

/** A computed trait as it stands for a customer. */
export type ComputedValue = Trait & { readonly dataClass: TraitDataClass };

/** The source that computed traits name. */
export const COMPUTED_SOURCE = 'computed';

/** Confidence where more different values came than are counted. */
const PARTIAL = 0.5;

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The first day of a trait's window, seen from an instant; null where there is no window. */
export const firstDayOf = ({ windowDays }: Pick<DeclaredTrait, 'windowDays'>, now: Date): string | null =>
  windowDays === null ? null : dayOf(new Date(now.getTime() - (windowDays - 1) * DAY_MS));

const isInWindow = (trait: DeclaredTrait, day: string | null, now: Date): boolean => {
  const from = firstDayOf(trait, now);
  return from === null || (day !== null && day >= from);
};

const keyOf = ({ customerId, name, summary, day }: TraitBucket): string =>
  JSON.stringify([customerId, name, summary, day]);

/** Buckets of the same customer, trait and day become one; the order in which they are given changes nothing. */
export const joinBuckets = (traits: readonly DeclaredTrait[], buckets: readonly TraitBucket[]): TraitBucket[] => {
  const joined = new Map<string, TraitBucket>();
  for (const bucket of buckets) {
    const trait = traits.find(({ name, summary }) => name === bucket.name && summary === bucket.summary);
    if (!trait) continue;
    const known = joined.get(keyOf(bucket));
    const state = known ? SUMMARIES[trait.computes].combine(known.state, bucket.state) : bucket.state;
    const lastAt = known && known.lastAt > bucket.lastAt ? known.lastAt : bucket.lastAt;
    joined.set(keyOf(bucket), { ...bucket, state, lastAt });
  }
  return [...joined.values()];
};

/** What calls give to the computed traits of their customers; what came after its window was over is left out. */
export const bucketsOf = (
  traits: readonly DeclaredTrait[],
  calls: readonly { readonly customerId: string; readonly call: SourcedCall }[],
  now: Date,
): TraitBucket[] => {
  const given = calls.flatMap(({ customerId, call }) =>
    traits.flatMap((trait): TraitBucket[] => {
      const contribution = contributionOf(trait, call);
      const state = contribution && SUMMARIES[trait.computes].of(contribution);
      if (!contribution || state === null) return [];
      const day = trait.windowDays === null ? null : dayOf(contribution.at);
      const { name, summary } = trait;
      return isInWindow(trait, day, now) ? [{ customerId, name, summary, day, lastAt: contribution.at, state }] : [];
    }),
  );
  return joinBuckets(traits, given);
};

/**
 * The computed traits of one customer, of the buckets of every id they were known by, at an instant: what left its
 * window counts no more, and a trait of which nothing is left is not there.
 */
export const computedTraitsOf = (
  traits: readonly DeclaredTrait[],
  customerId: string,
  buckets: readonly TraitBucket[],
  now: Date,
): ComputedValue[] =>
  traits.flatMap((trait): ComputedValue[] => {
    const counted = buckets
      .filter(
        ({ name, summary, day }) => name === trait.name && summary === trait.summary && isInWindow(trait, day, now),
      )
      .map((bucket) => ({ ...bucket, customerId, day: null }));
    const [whole] = joinBuckets(traits, counted);
    if (!whole) return [];
    const summary = SUMMARIES[trait.computes];
    return [
      {
        customerId,
        name: trait.name,
        value: summary.valueOf(whole.state),
        source: COMPUTED_SOURCE,
        observedAt: whole.lastAt,
        confidence: summary.isPartial(whole.state) ? PARTIAL : STATED,
        dataClass: trait.dataClass,
      },
    ];
  });
