import { column, type Partitioning, table } from './table.ts';

export type OutboxRow = {
  readonly position: number;
  readonly id: string;
  readonly recordedAt: Date;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly subject: string;
  readonly envelope: string;
  readonly sentAt: Date | null;
};

export const outboxTable = table<OutboxRow>('outbox', {
  position: column.bigint('OPERATIONAL', { generated: true }),
  id: column.text('PSEUDONYM', { primary: true }),
  recordedAt: column.instant('OPERATIONAL', { primary: true }),
  aggregateId: column.text('PSEUDONYM'),
  sequence: column.bigint('OPERATIONAL'),
  subject: column.text('PSEUDONYM'),
  envelope: column.text('SENSITIVE'),
  sentAt: column.instant('OPERATIONAL', { nullable: true }),
});

/** Which FACTs were applied; `eventTime` is the event id's own time, the same on every retry. */
export const inboxTable = table<{ consumer: string; eventId: string; eventTime: Date }>('inbox', {
  consumer: column.text('OPERATIONAL', { primary: true }),
  eventId: column.text('PSEUDONYM', { primary: true }),
  eventTime: column.instant('OPERATIONAL', { primary: true }),
});

/** The highest sequence applied of each STATE. */
export const appliedStateTable = table<{ kind: string; aggregateId: string; sequence: number }>('applied_state', {
  kind: column.text('OPERATIONAL', { primary: true }),
  aggregateId: column.text('PSEUDONYM', { primary: true }),
  sequence: column.bigint('OPERATIONAL'),
});

/** The version of everything that events are about: its row is also its lock. */
export const aggregateTable = table<{ id: string; version: number }>('aggregate', {
  id: column.text('PSEUDONYM', { primary: true }),
  version: column.bigint('OPERATIONAL'),
});

/** Customers that are read as another one. */
export const customerAliasTable = table<{ origin: string; current: string }>('customer_alias', {
  origin: column.text('PSEUDONYM', { primary: true }),
  current: column.text('PSEUDONYM'),
});

export type DeadLetterRow = {
  readonly id: string;
  readonly stream: string;
  readonly subject: string;
  readonly eventId: string | null;
  readonly payload: string;
  readonly cause: string;
  readonly attempts: number;
  readonly deadAt: Date;
  /** When it was applied after all, and by whom. */
  readonly replayedAt: Date | null;
  readonly replayedBy: string | null;
};

export const deadLetterTable = table<DeadLetterRow>('dead_letter', {
  id: column.text('PSEUDONYM', { primary: true }),
  stream: column.text('OPERATIONAL'),
  subject: column.text('PSEUDONYM'),
  eventId: column.text('PSEUDONYM', { nullable: true }),
  payload: column.text('SENSITIVE'),
  cause: column.text('OPERATIONAL'),
  attempts: column.integer('OPERATIONAL'),
  deadAt: column.instant('OPERATIONAL'),
  replayedAt: column.instant('OPERATIONAL', { nullable: true }),
  replayedBy: column.text('PSEUDONYM', { nullable: true }),
});

/** The newest STATE of every aggregate whose outbox row was dropped for its age: what a restatement still needs. */
export const keptStateTable = table<{ aggregateId: string; kind: string; sequence: number; envelope: string }>(
  'kept_state',
  {
    aggregateId: column.text('PSEUDONYM', { primary: true }),
    kind: column.text('OPERATIONAL', { primary: true }),
    sequence: column.bigint('OPERATIONAL'),
    envelope: column.text('SENSITIVE'),
  },
);

/** How far a restatement has come; one that has no end is continued. */
export type RestatementRow = {
  readonly begunAt: Date;
  readonly lastAggregateId: string;
  readonly aggregates: number;
  readonly states: number;
  readonly finishedAt: Date | null;
};

export const restatementTable = table<RestatementRow>('restatement', {
  begunAt: column.instant('OPERATIONAL', { primary: true }),
  lastAggregateId: column.text('PSEUDONYM'),
  aggregates: column.bigint('OPERATIONAL'),
  states: column.bigint('OPERATIONAL'),
  finishedAt: column.instant('OPERATIONAL', { nullable: true }),
});

export type AuditRow = {
  readonly id: string;
  readonly recordedAt: Date;
  readonly subject: string;
  readonly roles: string[];
  readonly action: string;
  readonly about: string;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
};

export const auditTable = table<AuditRow>('audit', {
  id: column.text('PSEUDONYM', { primary: true }),
  recordedAt: column.instant('OPERATIONAL', { primary: true }),
  subject: column.text('PSEUDONYM'),
  roles: column.text('OPERATIONAL', { array: true }),
  action: column.text('OPERATIONAL'),
  about: column.text('PSEUDONYM'),
  reason: column.text('OPERATIONAL', { nullable: true }),
  before: column.json('SENSITIVE', { nullable: true }),
  after: column.json('SENSITIVE', { nullable: true }),
});

export type AuditUntoldRow = Pick<AuditRow, 'id' | 'recordedAt'> & { readonly traceparent: string | null };

/** Lines of the audit that wait to be told as events. */
export const auditUntoldTable = table<AuditUntoldRow>('audit_untold', {
  id: column.text('PSEUDONYM', { primary: true }),
  recordedAt: column.instant('OPERATIONAL'),
  traceparent: column.text('OPERATIONAL', { nullable: true }),
});

export type IdempotencyRow = {
  readonly key: string;
  readonly subject: string;
  readonly mutation: string;
  readonly inputHash: string;
  readonly answer: unknown;
  readonly claimedAt: Date;
};

/** Mutations that were answered under a caller's idempotency key. */
export const idempotencyTable = table<IdempotencyRow>('idempotency', {
  key: column.text('PSEUDONYM', { primary: true }),
  subject: column.text('PSEUDONYM', { primary: true }),
  mutation: column.text('OPERATIONAL', { primary: true }),
  inputHash: column.text('OPERATIONAL'),
  answer: column.json('SENSITIVE', { nullable: true }),
  claimedAt: column.instant('OPERATIONAL'),
});

/** The tables that every service has. */
export const platformTables = [
  outboxTable,
  inboxTable,
  appliedStateTable,
  aggregateTable,
  customerAliasTable,
  deadLetterTable,
  auditTable,
  auditUntoldTable,
  idempotencyTable,
  keptStateTable,
  restatementTable,
];

/** Outbox and inbox outlive the streams (30 days); the audit is kept for the 25 months of Reg B, 12 CFR 1002.12. */
export const platformPartitions: readonly Partitioning[] = [
  { table: 'outbox', every: 'WEEK', keepDays: 35, ahead: 4 },
  { table: 'inbox', every: 'WEEK', keepDays: 35, ahead: 4 },
  { table: 'audit', every: 'MONTH', keepDays: 770, ahead: 2 },
];
