import { column, table } from '@rapport/platform';
import type { HeldAccount } from '../../domain/features/customer-days.ts';

export const heldAccountTable = table<HeldAccount>('held_account', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  accountId: column.text('PSEUDONYM', { primary: true }),
  accountType: column.text('FINANCIAL'),
  currency: column.text('OPERATIONAL'),
  role: column.text('FINANCIAL'),
});

export const identifierTable = table<{ hash: string; customerId: string }>('identifier', {
  hash: column.text('PSEUDONYM', { primary: true }),
  customerId: column.text('PSEUDONYM', { primary: true }),
});
