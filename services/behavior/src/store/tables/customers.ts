import { column, table } from '@rapport/platform';
import type { HeldAccount } from '../../domain/features/customer-days.ts';
import type { StatedTrait } from '../../domain/ledger/stated-trait.ts';

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

/** The clock that a customer lives by, as profile last said. */
export const customerZoneTable = table<{ customerId: string; timeZone: string }>('customer_zone', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  timeZone: column.text('OPERATIONAL'),
});

export const statedTraitTable = table<StatedTrait>('stated_trait', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  name: column.text('OPERATIONAL', { primary: true }),
  value: column.real('BEHAVIOURAL'),
  saidAt: column.instant('OPERATIONAL'),
  messageId: column.text('PSEUDONYM'),
});
