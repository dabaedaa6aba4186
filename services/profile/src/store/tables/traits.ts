import { column, table } from '@rapport/platform';
import type { TraitBucket } from '../../domain/computed/buckets.ts';
import type { ComputedTrait, DeclaredTrait } from '../../domain/computed/computed-trait.ts';
import type { RejectedTrait, Trait } from '../../domain/trait.ts';
import type { TraitSchema } from '../../domain/traits/trait-schema.ts';

/** One statement per customer, trait and source: the key says so. */
export const traitStatementTable = table<Trait>('trait_statement', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  name: column.text('OPERATIONAL', { primary: true }),
  source: column.text('OPERATIONAL', { primary: true }),
  value: column.json('SENSITIVE'),
  observedAt: column.instant('BEHAVIOURAL'),
  confidence: column.real('OPERATIONAL'),
});

/**
 * One statement per customer and trait, as the version before kept them. Nothing reads it but that version while both
 * serve; a trigger carries what it writes over, and the next migration drops the table.
 */
export const replacedTraitTable = table<Trait>('trait', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  name: column.text('OPERATIONAL', { primary: true }),
  value: column.json('CONTACT'),
  source: column.text('OPERATIONAL'),
  observedAt: column.instant('BEHAVIOURAL'),
  confidence: column.real('OPERATIONAL'),
});

export const rejectedTraitTable = table<RejectedTrait>('rejected_trait', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  name: column.text('OPERATIONAL', { primary: true }),
  reason: column.text('OPERATIONAL'),
  source: column.text('OPERATIONAL'),
  observedAt: column.instant('BEHAVIOURAL'),
});

export type TraitSchemaRow = {
  readonly version: number;
  readonly schema: TraitSchema;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly reason: string;
  /** Up to whom customers were looked through since; null: all, or nobody had to be. */
  readonly settledAfter: string | null;
};

export const traitSchemaTable = table<TraitSchemaRow>('trait_schema', {
  version: column.integer('OPERATIONAL', { primary: true }),
  schema: column.json('OPERATIONAL'),
  changedBy: column.text('PSEUDONYM'),
  changedAt: column.instant('OPERATIONAL'),
  reason: column.text('OPERATIONAL'),
  settledAfter: column.text('PSEUDONYM', { nullable: true }),
});

export type ComputedTraitRow = Pick<
  DeclaredTrait,
  'name' | 'version' | 'summary' | 'countsFrom' | 'declaredBy' | 'declaredAt' | 'reason'
> & {
  readonly declaration: ComputedTrait;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  /** Whether no bucket of its summary is left, once no declaration reads it. */
  readonly isCleared: boolean;
};

export const computedTraitTable = table<ComputedTraitRow>('computed_trait', {
  name: column.text('OPERATIONAL', { primary: true }),
  version: column.integer('OPERATIONAL', { primary: true }),
  declaration: column.json('OPERATIONAL'),
  summary: column.integer('OPERATIONAL'),
  countsFrom: column.instant('OPERATIONAL'),
  declaredBy: column.text('PSEUDONYM'),
  declaredAt: column.instant('OPERATIONAL'),
  reason: column.text('OPERATIONAL'),
  endedAt: column.instant('OPERATIONAL', { nullable: true }),
  endedBy: column.text('PSEUDONYM', { nullable: true }),
  endReason: column.text('OPERATIONAL', { nullable: true }),
  isCleared: column.boolean('OPERATIONAL'),
});

/** What has no window stands under the first day of 1970, in a part of its own that is never dropped. */
export const traitBucketTable = table<TraitBucket>('trait_bucket', {
  customerId: column.text('PSEUDONYM', { primary: true }),
  name: column.text('OPERATIONAL', { primary: true }),
  summary: column.integer('OPERATIONAL', { primary: true }),
  day: column.date('BEHAVIOURAL', { primary: true }),
  lastAt: column.instant('BEHAVIOURAL'),
  state: column.json('SENSITIVE'),
});
