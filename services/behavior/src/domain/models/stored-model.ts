import type { Cusum } from '../learning/cusum.ts';

export const MODEL_STATUSES = ['CANDIDATE', 'ACTIVE', 'RETIRED', 'FALLEN_BACK'] as const;

/**
 * How a model stands: waiting for a second person; scoring; taken out by a person or by its successor; taken out by
 * itself because the world moved.
 */
export type ModelStatus = (typeof MODEL_STATUSES)[number];

/** A model as the service keeps it. */
export type StoredModel = {
  /** The hash of its file. */
  readonly id: string;
  readonly kind: string;
  /** The canonical JSON of the model, which the hash and the signature are of. */
  readonly file: string;
  readonly signature: string;
  readonly status: ModelStatus;
  readonly trainedAt: Date;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly activatedBy: string | null;
  readonly activatedAt: Date | null;
  readonly endedAt: Date | null;
  /** Why it was activated, retired or fell back. */
  readonly reason: string | null;
  /** What the labels that came back say of its calibration. */
  readonly calibration: Cusum;
};

/** Why a model is not activated. */
export type ActivationRefusal = 'NOT_FOUND' | 'NOT_A_CANDIDATE' | 'SAME_PERSON';

/** Whether somebody may activate a model: four eyes, so neither who trained nor who proposed it. */
export const refusalOfActivation = (
  stored: Pick<StoredModel, 'status' | 'proposedBy'> & { readonly trainedBy: string },
  subject: string,
): ActivationRefusal | null => {
  if (stored.status === 'ACTIVE') return 'NOT_A_CANDIDATE';
  return [stored.proposedBy, stored.trainedBy].includes(subject) ? 'SAME_PERSON' : null;
};
