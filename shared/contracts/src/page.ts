/** The arguments of a Relay connection. */
export type PageRequest = { readonly first?: number | null; readonly after?: string | null };

/** A Relay connection. */
export type Page<Node> = {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

/** The honest empty list. */
export const emptyPage = (): Page<never> => ({
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
});
