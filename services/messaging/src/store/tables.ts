import type { Channel, Purpose } from '@rapport/contracts';
import { column, type Partitioning, table } from '@rapport/platform';
import type { Attempt } from '../domain/attempt.ts';
import type { Conversation, Intent, LocalStop } from '../domain/conversation.ts';
import type { CustomerCopy, ProtectionCopy } from '../domain/customer.ts';
import type { MessageStatus } from '../domain/message.ts';
import type { SandboxMessage } from '../domain/sandbox-message.ts';
import type { FlagCopy } from '../domain/wording/choose-wording.ts';
import type { KnownWording } from '../domain/wording/wording.ts';

export const customerCopyTable = table<CustomerCopy>('customer_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  locale: column.text('BEHAVIOURAL'),
});

export const protectionCopyTable = table<ProtectionCopy>('protection_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  level: column.text('SENSITIVE'),
  since: column.instant('SENSITIVE'),
});

export const conversationTable = table<Conversation>('conversation', {
  id: column.text('PSEUDONYM', { primary: true }),
  holderId: column.text('PSEUDONYM'),
  channel: column.text('OPERATIONAL'),
  contactPointId: column.text('PSEUDONYM', { nullable: true }),
  maskedAddress: column.text('CONTACT', { nullable: true }),
  openedAt: column.instant('BEHAVIOURAL'),
  ownerDueAt: column.instant('OPERATIONAL', { nullable: true }),
});

/** A message as it is kept, whichever way it went: the columns of a state that it is not in are null. */
export type MessageRow = {
  readonly id: string;
  readonly createdAt: Date;
  readonly conversationId: string;
  readonly customerId: string | null;
  readonly direction: 'IN' | 'OUT';
  readonly channel: Channel;
  /** The channels that may be tried; null on messages from before there was a choice, and on inbound ones. */
  readonly channels: readonly Channel[] | null;
  readonly purpose: Purpose | null;
  readonly topic: string | null;
  readonly decisionId: string | null;
  readonly template: string | null;
  readonly wording: string | null;
  readonly experimentKey: string | null;
  readonly variationKey: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly contactPointId: string | null;
  readonly status: MessageStatus | 'RECEIVED';
  readonly reasons: readonly string[];
  readonly permitId: string | null;
  readonly providerId: string | null;
  readonly attempts: number;
  /** When somebody must look at it (again). Taking a message in hand moves this past the lease. Null: never. */
  readonly dueAt: Date | null;
  readonly expiresAt: Date | null;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  readonly intent: Intent | null;
  readonly understoodBy: string | null;
  readonly reply: string | null;
};

export const messageTable = table<MessageRow>('message', {
  id: column.text('PSEUDONYM', { primary: true }),
  createdAt: column.instant('BEHAVIOURAL', { primary: true }),
  conversationId: column.text('PSEUDONYM'),
  customerId: column.text('PSEUDONYM', { nullable: true }),
  direction: column.text('OPERATIONAL'),
  channel: column.text('OPERATIONAL'),
  channels: column.text('OPERATIONAL', { array: true, nullable: true }),
  purpose: column.text('OPERATIONAL', { nullable: true }),
  topic: column.text('OPERATIONAL', { nullable: true }),
  decisionId: column.text('PSEUDONYM', { nullable: true }),
  template: column.text('OPERATIONAL', { nullable: true }),
  wording: column.text('BEHAVIOURAL', { nullable: true }),
  experimentKey: column.text('OPERATIONAL', { nullable: true }),
  variationKey: column.text('BEHAVIOURAL', { nullable: true }),
  subject: column.text('CONTACT', { nullable: true }),
  body: column.text('CONTACT', { nullable: true }),
  contactPointId: column.text('PSEUDONYM', { nullable: true }),
  status: column.text('BEHAVIOURAL'),
  reasons: column.text('BEHAVIOURAL', { array: true }),
  permitId: column.text('PSEUDONYM', { nullable: true }),
  providerId: column.text('PSEUDONYM', { nullable: true }),
  attempts: column.integer('OPERATIONAL'),
  dueAt: column.instant('OPERATIONAL', { nullable: true }),
  expiresAt: column.instant('OPERATIONAL', { nullable: true }),
  sentAt: column.instant('BEHAVIOURAL', { nullable: true }),
  receivedAt: column.instant('BEHAVIOURAL', { nullable: true }),
  intent: column.text('BEHAVIOURAL', { nullable: true }),
  understoodBy: column.text('OPERATIONAL', { nullable: true }),
  reply: column.text('CONTACT', { nullable: true }),
});

export const attemptTable = table<Attempt>('attempt', {
  messageId: column.text('PSEUDONYM', { primary: true }),
  createdAt: column.instant('BEHAVIOURAL', { primary: true }),
  number: column.integer('OPERATIONAL', { primary: true }),
  begunAt: column.instant('BEHAVIOURAL'),
  asked: column.json('BEHAVIOURAL', { nullable: true }),
  answer: column.json('BEHAVIOURAL', { nullable: true }),
  ground: column.text('BEHAVIOURAL', { array: true }),
  others: column.json('BEHAVIOURAL', { nullable: true }),
  outcome: column.text('BEHAVIOURAL'),
  reasons: column.text('BEHAVIOURAL', { array: true }),
});

/** Flags as experimentation last published them. */
export const flagCopyTable = table<FlagCopy>('flag_copy', {
  key: column.text('OPERATIONAL', { primary: true }),
  definition: column.json('OPERATIONAL'),
});

export const wordingTable = table<KnownWording>('wording', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  template: column.text('OPERATIONAL', { primary: true }),
  name: column.text('BEHAVIOURAL'),
  experimentKey: column.text('OPERATIONAL', { nullable: true }),
  variationKey: column.text('BEHAVIOURAL', { nullable: true }),
  chosenAt: column.instant('BEHAVIOURAL'),
  toldAt: column.instant('BEHAVIOURAL', { nullable: true }),
});

export const localStopTable = table<LocalStop>('local_stop', {
  contactPointId: column.text('PSEUDONYM', { primary: true }),
  blocked: column.boolean('BEHAVIOURAL'),
  since: column.instant('BEHAVIOURAL'),
});

/** Providers' message ids that came in, so that a repeated delivery is known. Cut by hash, trimmed by age. */
export const inboundClaimTable = table<{ providerId: string; messageId: string; claimedAt: Date }>('inbound_claim', {
  providerId: column.text('PSEUDONYM', { primary: true }),
  messageId: column.text('PSEUDONYM'),
  claimedAt: column.instant('OPERATIONAL'),
});

export const sandboxMessageTable = table<SandboxMessage>('sandbox_message', {
  messageId: column.text('PSEUDONYM', { primary: true }),
  contactPointId: column.text('PSEUDONYM'),
  maskedAddress: column.text('CONTACT'),
  body: column.text('CONTACT'),
  takenAt: column.instant('BEHAVIOURAL'),
});

export const tables = [
  customerCopyTable,
  protectionCopyTable,
  conversationTable,
  messageTable,
  attemptTable,
  flagCopyTable,
  wordingTable,
  localStopTable,
  inboundClaimTable,
  sandboxMessageTable,
];

/** Both by the time inside the message's id. Kept for 25 months, as the audit is. */
export const partitions: readonly Partitioning[] = [
  { table: 'message', every: 'MONTH', keepDays: 770, ahead: 2 },
  { table: 'attempt', every: 'MONTH', keepDays: 770, ahead: 2 },
];
