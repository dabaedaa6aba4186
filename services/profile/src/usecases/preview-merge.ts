import { pairOf } from '../domain/merge-tree.ts';
import { contradictionsOf, type MergedView, mergedViewOf } from '../domain/preview-merge.ts';
import type { MergeRefusal } from './merge-customers.ts';
import type { Stores } from './ports.ts';

/** What a merge would make of two customers, and why it would be refused, if it would. */
export type MergePreview = {
  readonly survivor: string;
  readonly origin: string;
  readonly view: MergedView;
  readonly refusal: MergeRefusal | null;
};

const allOf = <T>(found: ReadonlyMap<string, T[]>): T[] => [...found.values()].flat();

/** Shows what two customers would look like as one, and changes nothing. */
export const previewMerge =
  ({ stores }: { stores: Stores }) =>
  async ({ from, into }: { from: string; into: string }): Promise<MergePreview | MergeRefusal> => {
    const current = await stores.customers.currentIdsOf([from, into]);
    const [one, other] = [current.get(from), current.get(into)];
    if (one === undefined || other === undefined) return 'NOT_FOUND';
    if (one === other) return 'ALREADY_ONE';
    const both = [one, other];
    const [identifiers, statements, holdings, schema] = await Promise.all([
      stores.identifiers.identifiersOf(both),
      stores.traits.statementsOf(both),
      stores.accounts.holdingsOf(both),
      stores.traitSchema.inForce(),
    ]);
    const isContradicted = contradictionsOf(identifiers.get(one) ?? [], identifiers.get(other) ?? []).length > 0;
    const [survivor, origin] = pairOf(one, other);
    const view = mergedViewOf(schema, {
      identifiers: allOf(identifiers),
      statements: [statements.get(one) ?? [], statements.get(other) ?? []],
      holdings: allOf(holdings),
    });
    return { survivor, origin, view, refusal: isContradicted ? 'TWO_PEOPLE' : null };
  };
