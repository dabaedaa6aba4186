import type { Page, PageRequest } from '@rapport/contracts';
import type { LedgerFact } from '../domain/ledger/ledger-fact.ts';
import type { Lists } from './context.ts';
import type { Loaders } from './loaders.ts';

/** Makes a page of what a loader reads: the platform's own, handed in by `main.ts`. */
export type PageOf = <Row>(
  page: PageRequest,
  positionOf: (row: Row) => readonly string[],
  read: (limit: number, after: readonly string[] | null) => Promise<readonly Row[]>,
) => Promise<Page<Row>>;

const transactionPosition = ({ bookedAt, accountId, transactionId }: LedgerFact): readonly string[] => [
  bookedAt.toISOString(),
  accountId,
  transactionId,
];

/** The lists of one request over its loaders. */
export const createLists = (loaders: Loaders, pageOf: PageOf): Lists => ({
  customerTransactions: (id, filter, page) =>
    pageOf(page, transactionPosition, (limit, after) =>
      loaders.customerTransactions.load({ id, which: filter, slice: { limit, after } }),
    ),
  accountTransactions: (id, page) =>
    pageOf(page, transactionPosition, (limit, after) =>
      loaders.accountTransactions.load({ id, which: {}, slice: { limit, after } }),
    ),
  timeline: (id, filter, page) =>
    pageOf(
      page,
      ({ at, id: entryId }) => [at.toISOString(), entryId],
      (limit, after) => loaders.timeline.load({ id, which: filter, slice: { limit, after } }),
    ),
});
