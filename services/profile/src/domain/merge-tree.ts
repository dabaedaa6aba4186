/** One merge that stands: two customers, each whole with what it had taken in, became one. */
export type MergeLink = {
  /** The younger customer of the two, by id; it has no other link. */
  readonly origin: string;
  /** The older one, whose id remained. */
  readonly survivor: string;
};

/** Two ids in an order of their own: ids begin with an instant, so the older customer comes first. */
export const pairOf = (a: string, b: string): readonly [older: string, younger: string] => (a < b ? [a, b] : [b, a]);

/** The id that a customer is read under: the oldest of all that are linked. */
export const currentIdOf = (links: readonly MergeLink[], customerId: string): string => {
  const survivors = new Map(links.map((link) => [link.origin, link.survivor]));
  let current = customerId;
  for (let next = survivors.get(current); next !== undefined; next = survivors.get(current)) current = next;
  return current;
};

/** A customer and all that were merged into them, one after the other, without what they were merged into. */
export const branchOf = (links: readonly MergeLink[], customerId: string): string[] => [
  customerId,
  ...links.filter(({ survivor }) => survivor === customerId).flatMap(({ origin }) => branchOf(links, origin)),
];

/** An id and the one that it is read under; the same where it is read as itself. */
export type Alias = { readonly origin: string; readonly current: string };

/**
 * What changes for readers when two current customers become one: every id of the younger one is read under the
 * older, so that no alias ever leads to another.
 */
export const aliasesOfMerge = (links: readonly MergeLink[], { origin, survivor }: MergeLink): Alias[] =>
  branchOf(links, origin).map((id) => ({ origin: id, current: survivor }));

/**
 * What changes for readers when a merged customer is taken out again: it is read as itself, and what it had taken in
 * before is read under it once more.
 */
export const aliasesOfUnmerge = (links: readonly MergeLink[], customerId: string): Alias[] =>
  branchOf(links, customerId).map((id) => ({ origin: id, current: customerId }));
