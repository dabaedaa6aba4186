import { column, table } from '@rapport/platform';
import type { DataAccess } from '../../domain/access/data-access.ts';
import type { KeptReject } from '../../domain/ingestion/reject.ts';

/** Without the item itself, which may carry contact data. */
export const rejectTable = table<KeptReject>('reject', {
  id: column.text('OPERATIONAL', { primary: true }),
  receivedAt: column.instant('OPERATIONAL', { primary: true }),
  source: column.text('OPERATIONAL'),
  index: column.integer('OPERATIONAL'),
  messageId: column.text('PSEUDONYM', { nullable: true }),
  path: column.text('OPERATIONAL'),
  code: column.text('OPERATIONAL'),
  remedy: column.text('OPERATIONAL'),
});

/** Customers' permissions to read their data elsewhere; their ids open nothing without the reader's own key. */
export const dataAccessTable = table<DataAccess>('data_access', {
  source: column.text('OPERATIONAL', { primary: true }),
  accessId: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM', { nullable: true }),
  userId: column.text('PSEUDONYM', { nullable: true }),
  grantedAt: column.instant('BEHAVIOURAL', { nullable: true }),
  validUntil: column.instant('BEHAVIOURAL', { nullable: true }),
  endedAt: column.instant('BEHAVIOURAL', { nullable: true }),
  endedAs: column.text('BEHAVIOURAL', { nullable: true }),
});
