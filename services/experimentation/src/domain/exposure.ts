import type { Assignment } from './assign.ts';

/** A customer met a variation of an experiment. */
export type Exposure = {
  readonly customerId: string;
  readonly experimentKey: string;
  readonly variationKey: string;
  readonly exposureId: string;
  /** When they first met it. */
  readonly exposedAt: Date;
};

/** Where a customer stands in an experiment, and what they have met of it. */
export type Standing = Assignment & {
  readonly exposedAt: Date | null;
  /**
   * The variation met first. It differs from the one drawn now where customers were merged or shares were changed
   * after it was met.
   */
  readonly exposedVariationKey: string | null;
};

/** Adds to assignments what a customer has met, under any id they were known by: the first meeting counts. */
export const standingsOf = (assignments: readonly Assignment[], exposures: readonly Exposure[]): Standing[] =>
  assignments.map((assignment) => {
    const first = exposures
      .filter(({ experimentKey }) => experimentKey === assignment.experimentKey)
      .reduce<Exposure | null>(
        (earliest, one) => (earliest && earliest.exposedAt <= one.exposedAt ? earliest : one),
        null,
      );
    return { ...assignment, exposedAt: first?.exposedAt ?? null, exposedVariationKey: first?.variationKey ?? null };
  });
