import { invalidInput, type Page, type PageRequest } from '@rapport/contracts';

export const PAGE_SIZE_MAX = 100;

/** A position in a sorted list: the values that it is sorted by. */
export type Position = readonly string[];

const writeCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

const readCursor = (cursor: string): Position => {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(position) && position.every((part) => typeof part === 'string')) return position;
  } catch {
    // Falls through to the same answer as any other cursor that is not ours.
  }
  throw invalidInput([{ path: 'after', message: 'is not a cursor of this list: pass an endCursor that it returned' }]);
};

/**
 * One page of a sorted list.
 * @param positionOf the values a row is sorted by, as strings
 * @param read reads up to `limit` rows behind a position
 * @throws RapportError INVALID_INPUT for a page size outside 1 to 100 or a foreign cursor
 */
export const pageOf = async <Row>(
  { first, after }: PageRequest,
  positionOf: (row: Row) => Position,
  read: (limit: number, after: Position | null) => Promise<readonly Row[]>,
): Promise<Page<Row>> => {
  const size = first ?? 20;
  if (!Number.isInteger(size) || size < 1 || size > PAGE_SIZE_MAX) {
    throw invalidInput([{ path: 'first', message: `must be a whole number from 1 to ${PAGE_SIZE_MAX}` }]);
  }
  const rows = await read(size + 1, after ? readCursor(after) : null);
  const edges = rows.slice(0, size).map((node) => ({ cursor: writeCursor(positionOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};
