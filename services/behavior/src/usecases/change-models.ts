import type { Tx, Viewer } from '@rapport/contracts';
import { CUSUM_START } from '../domain/learning/cusum.ts';
import { type ActivationRefusal, refusalOfActivation, type StoredModel } from '../domain/models/stored-model.ts';
import { endModel } from './end-model.ts';
import type { ReadModel, Stores } from './ports.ts';

type Ports = { readonly stores: Pick<Stores, 'models'>; readonly readModel: ReadModel };

/** A model file as somebody handed it in. */
export type ProposedModel = Pick<StoredModel, 'id' | 'file' | 'signature'>;

/** Keeps a model as a candidate; one that is known already stays as it is. @returns it, or what is wrong with it */
export const proposeModel =
  ({ stores, readModel }: Ports) =>
  async (tx: Tx, viewer: Viewer, proposed: ProposedModel): Promise<StoredModel | { readonly flaw: string }> => {
    const read = readModel(proposed);
    if ('flaw' in read) return read;
    const { kind, card } = read.model;
    const candidate: StoredModel = {
      ...proposed,
      kind,
      status: 'CANDIDATE',
      trainedAt: new Date(card.trainedAt),
      proposedBy: viewer.subject,
      proposedAt: tx.now,
      activatedBy: null,
      activatedAt: null,
      endedAt: null,
      reason: null,
      calibration: CUSUM_START,
    };
    await tx.lock([proposed.id]);
    const isNew = await stores.models.insert(tx, candidate);
    if (isNew) tx.audit({ viewer, action: 'Mutation.behaviorProposeModel', about: proposed.id, after: { kind } });
    return isNew ? candidate : (await stores.models.find(tx, proposed.id))!;
  };

/** Lets a candidate score in place of the model before it, by the word of a second person. */
export const activateModel =
  ({ stores, readModel }: Ports) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { id, reason }: { id: string; reason: string },
  ): Promise<StoredModel | ActivationRefusal | { readonly flaw: string }> => {
    const seen = await stores.models.find(tx, id);
    if (!seen) return 'NOT_FOUND';
    const read = readModel(seen);
    if ('flaw' in read) return read;
    await tx.lock([id]);
    await stores.models.lockKind(tx, seen.kind);
    const stored = (await stores.models.find(tx, id))!;
    const refusal = refusalOfActivation({ ...stored, trainedBy: read.model.card.trainedBy }, viewer.subject);
    if (refusal) return refusal;
    const ended = await stores.models.end(tx, stored.kind, { status: 'RETIRED', reason: `${id} came in its place` });
    await stores.models.activate(tx, id, { subject: viewer.subject, reason });
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.behaviorActivateModel',
      about: id,
      before: { active: ended, status: stored.status },
      after: { active: id, kind: stored.kind },
    });
    return (await stores.models.find(tx, id))!;
  };

/** Takes an active model out: the rules of its signal go on within seconds. */
export const retireModel =
  (ports: Ports) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { id, reason }: { id: string; reason: string },
  ): Promise<StoredModel | 'NOT_FOUND' | 'NOT_ACTIVE'> => {
    const stored = await ports.stores.models.find(tx, id);
    if (!stored) return 'NOT_FOUND';
    await tx.lock([id]);
    const isEnded = await endModel(ports)(tx, { kind: stored.kind, id, status: 'RETIRED', reason });
    if (!isEnded) return 'NOT_ACTIVE';
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.behaviorRetireModel',
      about: id,
      before: { status: 'ACTIVE' },
      after: { status: 'RETIRED', kind: stored.kind },
    });
    return (await ports.stores.models.find(tx, id))!;
  };
