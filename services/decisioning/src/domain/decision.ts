import type { Surface } from '@rapport/contracts';
import type { Model } from './arbitration/model.ts';
import type { Factors } from './arbitration/ranking.ts';
import type { DecisionMode, Snapshot } from './knowledge/snapshot.ts';

/** A ranking as it is kept: everything it followed from, and what came of it, so that it can be replayed. */
export type RankingRecord = {
  readonly id: string;
  /** Beginning of the 30 s within which the same knowledge gives this ranking again. */
  readonly bucket: Date;
  readonly customerId: string;
  readonly surface: Surface;
  readonly mode: DecisionMode;
  readonly snapshotVersion: string;
  readonly snapshot: Snapshot;
  readonly model: Model;
  readonly seed: number;
  readonly engineVersion: string;
  readonly catalogueVersion: string;
  readonly policyVersion: string;
  /** The ranking itself in canonical JSON: its very bytes. */
  readonly result: string;
};

/** One ranked action of a ranking. */
export type Decision = {
  readonly id: string;
  /** The instant inside its id. */
  readonly decidedAt: Date;
  readonly rankingId: string;
  readonly customerId: string;
  readonly actionKey: string;
  readonly surface: Surface;
  readonly mode: DecisionMode;
  readonly rank: number;
  readonly factors: Factors;
  readonly propensity: number;
  readonly reasons: readonly string[];
  readonly contextBucket: string;
  readonly catalogueVersion: string;
  /** For what is carried out in a conversation: until when, and how strong its cause was. */
  readonly expiresAt: Date | null;
  readonly causeRank: number | null;
};

/** How long a conversation that was decided on may still be carried out, ms. */
export const CONVERSATION_VALID_MS = 48 * 3_600_000;
