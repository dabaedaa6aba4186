import { column, type Partitioning, table } from '@rapport/platform';
import type { Consent, ContactPoint, CustomerCopy, OwnedContactPoint, Permit } from '../domain/consent.ts';
import type { LedgerContent, LedgerEntry } from '../domain/ledger.ts';

export const ledgerEntryTable = table<LedgerEntry>('ledger_entry', {
  holderId: column.text('PSEUDONYM', { primary: true }),
  sequence: column.bigint('OPERATIONAL', { primary: true }),
  kind: column.text('BEHAVIOURAL'),
  commitment: column.text('OPERATIONAL'),
  previousHash: column.text('OPERATIONAL'),
  hash: column.text('OPERATIONAL'),
  recordedAt: column.instant('OPERATIONAL'),
});

/** Apart from the chain, so that erasing it leaves the chain whole. */
export const ledgerContentTable = table<LedgerContent>('ledger_content', {
  holderId: column.text('PSEUDONYM', { primary: true }),
  sequence: column.bigint('OPERATIONAL', { primary: true }),
  salt: column.bytes('SECRET'),
  content: column.json('BEHAVIOURAL'),
});

export const consentTable = table<Consent>('consent', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  purpose: column.text('OPERATIONAL', { primary: true }),
  channel: column.text('OPERATIONAL', { primary: true }),
  granted: column.boolean('BEHAVIOURAL'),
  since: column.instant('BEHAVIOURAL'),
  ledgerSequence: column.bigint('OPERATIONAL'),
});

export const contactPointTable = table<ContactPoint>('contact_point', {
  contactPointId: column.text('PSEUDONYM', { primary: true }),
  blocked: column.boolean('BEHAVIOURAL'),
  since: column.instant('BEHAVIOURAL'),
  understoodBy: column.text('OPERATIONAL'),
});

export const customerCopyTable = table<CustomerCopy>('customer_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  timeZone: column.text('BEHAVIOURAL'),
  locale: column.text('BEHAVIOURAL'),
});

export const ownedContactPointTable = table<OwnedContactPoint>('owned_contact_point', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  contactPointId: column.text('PSEUDONYM', { primary: true }),
  kind: column.text('OPERATIONAL'),
});

export const permitTable = table<Permit>('permit', {
  id: column.text('PSEUDONYM', { primary: true }),
  issuedAt: column.instant('BEHAVIOURAL', { primary: true }),
  customerId: column.text('PSEUDONYM'),
  contactPointId: column.text('PSEUDONYM', { nullable: true }),
  purpose: column.text('OPERATIONAL'),
  channel: column.text('OPERATIONAL'),
  topic: column.text('OPERATIONAL', { nullable: true }),
  effectId: column.text('PSEUDONYM', { nullable: true }),
  status: column.text('OPERATIONAL'),
});

export const tables = [
  ledgerEntryTable,
  ledgerContentTable,
  consentTable,
  contactPointTable,
  customerCopyTable,
  ownedContactPointTable,
  permitTable,
];

/** A permit's time is inside its id, so it is found again without a search. Kept for 25 months, as the audit is. */
export const partitions: readonly Partitioning[] = [{ table: 'permit', every: 'MONTH', keepDays: 770, ahead: 2 }];
