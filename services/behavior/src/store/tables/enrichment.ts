import { column, table } from '@rapport/platform';
import type { Category } from '../../domain/enrichment/taxonomy.ts';

type Corrected = { category: Category; correctedAt: Date; correctedBy: string };

/** What a booking is by its customer's own word. */
export const bookingCorrectionTable = table<
  Corrected & { customerId: string; accountId: string; transactionId: string }
>('booking_correction', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM', { primary: true }),
  transactionId: column.text('PSEUDONYM', { primary: true }),
  category: column.text('FINANCIAL'),
  correctedAt: column.instant('OPERATIONAL'),
  correctedBy: column.text('PSEUDONYM'),
});

/** What a merchant is to one customer. */
export const merchantCorrectionTable = table<Corrected & { customerId: string; merchantKey: string }>(
  'merchant_correction',
  {
    customerId: column.text('PSEUDONYM', { primary: true }),
    merchantKey: column.text('FINANCIAL', { primary: true }),
    category: column.text('FINANCIAL'),
    correctedAt: column.instant('OPERATIONAL'),
    correctedBy: column.text('PSEUDONYM'),
  },
);

/** What a merchant is to everybody, by an operator's word. */
export const merchantCategoryTable = table<Corrected & { merchantKey: string }>('merchant_category', {
  merchantKey: column.text('OPERATIONAL', { primary: true }),
  category: column.text('OPERATIONAL'),
  correctedAt: column.instant('OPERATIONAL'),
  correctedBy: column.text('PSEUDONYM'),
});
