import { column, type Partitioning, table } from '@rapport/platform';
import type { Decision, RankingRecord } from '../domain/decision.ts';
import type { ConsentCopy, ContactCopy, CustomerCopy, SensedCopy } from '../domain/knowledge/knowledge.ts';
import type { RecordedOutcome } from '../domain/outcome.ts';
import type { Protection } from '../domain/protection/protection.ts';

/** What was learnt about an action in a context, spread over shards. */
export type LearntRow = {
  readonly contextBucket: string;
  readonly actionKey: string;
  readonly shard: number;
  readonly accepted: number;
  readonly refused: number;
};

export const customerCopyTable = table<CustomerCopy>('customer_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  locale: column.text('BEHAVIOURAL'),
  accountTypes: column.text('FINANCIAL', { array: true }),
});

export const sensedCopyTable = table<SensedCopy>('sensed_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  features: column.json('BEHAVIOURAL'),
  signals: column.json('SENSITIVE'),
  newestFactAt: column.instant('BEHAVIOURAL'),
});

export const consentCopyTable = table<ConsentCopy>('consent_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  consents: column.json('BEHAVIOURAL'),
});

export const contactCopyTable = table<ContactCopy>('contact_copy', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  sentAt: column.instant('BEHAVIOURAL', { nullable: true }),
  receivedAt: column.instant('BEHAVIOURAL', { nullable: true }),
  intent: column.text('BEHAVIOURAL', { nullable: true }),
});

export const protectionTable = table<Protection>('protection', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  level: column.text('SENSITIVE'),
  since: column.instant('SENSITIVE'),
  reason: column.text('SENSITIVE'),
  reviewAt: column.instant('SENSITIVE', { nullable: true }),
});

export const rankingTable = table<RankingRecord>('ranking', {
  id: column.text('PSEUDONYM', { primary: true }),
  bucket: column.instant('BEHAVIOURAL', { primary: true }),
  customerId: column.text('PSEUDONYM'),
  surface: column.text('OPERATIONAL'),
  mode: column.text('OPERATIONAL'),
  snapshotVersion: column.text('PSEUDONYM'),
  snapshot: column.json('SENSITIVE'),
  model: column.json('OPERATIONAL'),
  seed: column.bigint('OPERATIONAL'),
  engineVersion: column.text('OPERATIONAL'),
  catalogueVersion: column.text('OPERATIONAL'),
  policyVersion: column.text('OPERATIONAL'),
  result: column.text('SENSITIVE'),
});

export const decisionTable = table<Decision>('decision', {
  id: column.text('PSEUDONYM', { primary: true }),
  decidedAt: column.instant('BEHAVIOURAL', { primary: true }),
  rankingId: column.text('PSEUDONYM'),
  customerId: column.text('PSEUDONYM'),
  actionKey: column.text('SENSITIVE'),
  surface: column.text('OPERATIONAL'),
  mode: column.text('OPERATIONAL'),
  rank: column.integer('OPERATIONAL'),
  factors: column.json('SENSITIVE'),
  propensity: column.real('BEHAVIOURAL'),
  reasons: column.json('SENSITIVE'),
  contextBucket: column.text('SENSITIVE'),
  catalogueVersion: column.text('OPERATIONAL'),
  expiresAt: column.instant('OPERATIONAL', { nullable: true }),
  causeRank: column.integer('SENSITIVE', { nullable: true }),
});

export const outcomeTable = table<RecordedOutcome>('outcome', {
  decisionId: column.text('PSEUDONYM', { primary: true }),
  decidedAt: column.instant('BEHAVIOURAL', { primary: true }),
  outcome: column.text('BEHAVIOURAL', { primary: true }),
  recordedAt: column.instant('BEHAVIOURAL'),
  customerId: column.text('PSEUDONYM'),
  actionKey: column.text('SENSITIVE'),
});

export const learntTable = table<LearntRow>('learnt', {
  contextBucket: column.text('OPERATIONAL', { primary: true }),
  actionKey: column.text('OPERATIONAL', { primary: true }),
  shard: column.integer('OPERATIONAL', { primary: true }),
  accepted: column.bigint('OPERATIONAL'),
  refused: column.bigint('OPERATIONAL'),
});

export const tables = [
  customerCopyTable,
  sensedCopyTable,
  consentCopyTable,
  contactCopyTable,
  protectionTable,
  rankingTable,
  decisionTable,
  outcomeTable,
  learntTable,
];

const KEEP_DAYS = 770;

/**
 * A ranking's time is its bucket, a decision's and its outcomes' the instant inside the decision's id: the same on
 * every retry. Kept for 25 months, as long as somebody may ask why.
 */
export const partitions: readonly Partitioning[] = [
  { table: 'ranking', every: 'MONTH', keepDays: KEEP_DAYS, ahead: 2 },
  { table: 'decision', every: 'MONTH', keepDays: KEEP_DAYS, ahead: 2 },
  { table: 'outcome', every: 'MONTH', keepDays: KEEP_DAYS, ahead: 2 },
];
