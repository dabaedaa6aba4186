type Stated = { readonly customerId: string; readonly statedAt: Date };

const isNewer = (a: Stated, b: Stated): boolean =>
  a.statedAt.getTime() > b.statedAt.getTime() ||
  (a.statedAt.getTime() === b.statedAt.getTime() && a.customerId > b.customerId);

/** The fact that was stated last; of two stated at once, the one kept of the younger customer. */
export const newestOf = <T extends Stated>(facts: readonly T[]): T | null =>
  facts.reduce<T | null>((best, fact) => (best === null || isNewer(fact, best) ? fact : best), null);

/** Of each thing the fact that was stated last, in whichever order they come. */
export const newestOfEach = <T extends Stated>(facts: readonly T[], keyOf: (fact: T) => string): T[] =>
  [...Map.groupBy(facts, keyOf).values()].map((same) => newestOf(same)!);
