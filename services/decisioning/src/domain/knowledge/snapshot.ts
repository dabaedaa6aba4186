import { createHash } from 'node:crypto';
import { canonicalJson, type Surface } from '@rapport/contracts';
import type { Knowledge } from './knowledge.ts';

/**
 * SERVED: the customer's own surface asked, or the bank acts; it explores and trains.
 * OBSERVED: somebody else looked; it explores nothing and never trains.
 */
export type DecisionMode = 'SERVED' | 'OBSERVED';

/** What a ranking is made from: what is known of a customer, where and when it is asked. JSON and nothing else. */
export type Snapshot = {
  readonly knowledge: Knowledge;
  readonly surface: Surface;
  readonly mode: DecisionMode;
  /** The instant of the question. */
  readonly at: string;
};

/** Within such a bucket, the same knowledge gives the same decisions, ms. */
export const BUCKET_MS = 30_000;

/** The beginning of the bucket that an instant falls into. */
export const bucketOf = (at: Date): Date => new Date(Math.floor(at.getTime() / BUCKET_MS) * BUCKET_MS);

/** Names what is known together with the rules it is judged by: other knowledge, other rules, another version. */
export const snapshotVersionOf = (
  knowledge: Knowledge,
  rules: { catalogueVersion: string; policyVersion: string },
): string => createHash('sha256').update(canonicalJson({ knowledge, rules })).digest('hex').slice(0, 32);

/** How old the newest fact may be to set off a decision, ms; older facts are history. */
export const isHistory = (newestFactAt: Date, now: Date, triggerMaxAgeMs: number): boolean =>
  now.getTime() - newestFactAt.getTime() > triggerMaxAgeMs;
