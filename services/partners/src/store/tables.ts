import { column, type Partitioning, table } from '@rapport/platform';
import type { Credential, LogHead, Partner } from '../domain/partner.ts';
import type { PartnerEvent } from '../domain/partner-event.ts';
import type { SharingWord } from '../domain/sharing-word.ts';

/** A partner with the head of its log. */
export type PartnerRow = Partner & Pick<LogHead, 'salt' | 'lastSequence' | 'lastRecordedAt'>;

export const partnerTable = table<PartnerRow>('partner', {
  id: column.text('OPERATIONAL', { primary: true }),
  name: column.text('OPERATIONAL'),
  eventNames: column.text('OPERATIONAL', { array: true }),
  registeredAt: column.instant('OPERATIONAL'),
  salt: column.bytes('SECRET'),
  lastSequence: column.bigint('OPERATIONAL'),
  lastRecordedAt: column.instant('OPERATIONAL'),
});

/** A credential with the hash of its secret. */
export type CredentialRow = Credential & { readonly secretHash: string };

export const credentialTable = table<CredentialRow>('credential', {
  id: column.text('OPERATIONAL', { primary: true }),
  partnerId: column.text('OPERATIONAL'),
  secretHash: column.text('SECRET'),
  issuedAt: column.instant('OPERATIONAL'),
  revokedAt: column.instant('OPERATIONAL', { nullable: true }),
  lastUsedAt: column.instant('OPERATIONAL', { nullable: true }),
});

/** By which id a partner came to know a customer. */
export type KnownCustomer = { readonly partnerId: string; readonly customerId: string; readonly knownSince: Date };

export const knownCustomerTable = table<KnownCustomer>('known_customer', {
  partnerId: column.text('OPERATIONAL', { primary: true }),
  customerId: column.text('PSEUDONYM', { primary: true }),
  knownSince: column.instant('OPERATIONAL'),
});

export const sharingWordTable = table<SharingWord>('sharing_word', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  granted: column.boolean('BEHAVIOURAL'),
  since: column.instant('BEHAVIOURAL'),
});

export const partnerEventTable = table<PartnerEvent>('partner_event', {
  partnerId: column.text('OPERATIONAL', { primary: true }),
  sequence: column.bigint('OPERATIONAL', { primary: true }),
  recordedAt: column.instant('OPERATIONAL', { primary: true }),
  eventId: column.text('PSEUDONYM'),
  customerId: column.text('PSEUDONYM'),
  pairwiseId: column.text('PSEUDONYM'),
  name: column.text('BEHAVIOURAL'),
  time: column.instant('BEHAVIOURAL'),
  data: column.json('BEHAVIOURAL'),
});

/** How far each partner's log was ever passed. */
export const passedTable = table<{ partnerId: string; sequence: number }>('passed', {
  partnerId: column.text('OPERATIONAL', { primary: true }),
  sequence: column.bigint('OPERATIONAL'),
});

/** What became of an event of a partner's log, under the event's own key. */
export type DisclosureRow = {
  readonly partnerId: string;
  readonly sequence: number;
  readonly recordedAt: Date;
  readonly eventId: string;
  readonly customerId: string;
  readonly name: string;
  readonly outcome: 'DISCLOSED' | 'WITHHELD';
  readonly at: Date;
  readonly ground: string[];
};

export const disclosureTable = table<DisclosureRow>('disclosure', {
  partnerId: column.text('OPERATIONAL', { primary: true }),
  sequence: column.bigint('OPERATIONAL', { primary: true }),
  recordedAt: column.instant('OPERATIONAL', { primary: true }),
  eventId: column.text('PSEUDONYM'),
  customerId: column.text('PSEUDONYM'),
  name: column.text('BEHAVIOURAL'),
  outcome: column.text('BEHAVIOURAL'),
  at: column.instant('BEHAVIOURAL'),
  ground: column.text('BEHAVIOURAL', { array: true }),
});

export const tables = [
  partnerTable,
  credentialTable,
  knownCustomerTable,
  sharingWordTable,
  partnerEventTable,
  passedTable,
  disclosureTable,
];

/** The log is kept for 30 days, what was disclosed for 25 months, as the audit is. */
export const partitions: readonly Partitioning[] = [
  { table: 'partner_event', every: 'WEEK', keepDays: 30, ahead: 4 },
  { table: 'disclosure', every: 'MONTH', keepDays: 770, ahead: 2 },
];
