import type { Channel } from '@rapport/contracts';

/** Another channel asked about in the same pass, and why it was not the one. */
export type PassedOver = {
  readonly channel: Channel;
  readonly asked: object | null;
  readonly answer: object | null;
  readonly ground: readonly string[];
  readonly reasons: readonly string[];
};

/** The record of one pass through the send gate: what was asked, what was answered on what ground, what came of it. */
export type Attempt = {
  readonly messageId: string;
  /** The message's own instant, by which the table is partitioned. */
  readonly createdAt: Date;
  /** 1 for the first. */
  readonly number: number;
  readonly begunAt: Date;
  /** The question put to consent; null where it did not come to that. */
  readonly asked: object | null;
  /** Consent's answer without its ground; null where none came. */
  readonly answer: object | null;
  /** What consent's answer rests on. */
  readonly ground: readonly string[];
  /** The other channels asked about in this pass; null where there was one. */
  readonly others: readonly PassedOver[] | null;
  /** What happened, and why. */
  readonly outcome: string;
  readonly reasons: readonly string[];
};
