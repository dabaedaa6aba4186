import { column, table } from '@rapport/platform';
import type { Exposure } from '../domain/exposure.ts';
import type { Flag } from '../domain/flag.ts';

/** A flag as it is kept: with the change that was published last. */
type FlagRow = Flag & { readonly announcedChangeAt: Date | null };

export const flagTable = table<FlagRow>('flag', {
  key: column.text('OPERATIONAL', { primary: true }),
  description: column.text('OPERATIONAL'),
  definition: column.json('OPERATIONAL'),
  changedAt: column.instant('OPERATIONAL'),
  announcedChangeAt: column.instant('OPERATIONAL', { nullable: true }),
});

export const exposureTable = table<Exposure>('exposure', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  experimentKey: column.text('OPERATIONAL', { primary: true }),
  variationKey: column.text('BEHAVIOURAL', { primary: true }),
  exposureId: column.text('PSEUDONYM'),
  exposedAt: column.instant('BEHAVIOURAL'),
});

export const tables = [flagTable, exposureTable];
