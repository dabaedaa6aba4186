import type { Tx } from '@rapport/contracts';
import type { ModelStatus } from '../domain/models/stored-model.ts';
import type { Stores } from './ports.ts';

/** Takes a model out, if it is the one at work; the rules of its signal go on. */
export const endModel =
  ({ stores }: { stores: Pick<Stores, 'models'> }) =>
  async (
    tx: Tx,
    { kind, id, status, reason }: { kind: string; id: string; status: ModelStatus; reason: string },
  ): Promise<boolean> => {
    await stores.models.lockKind(tx, kind);
    const stored = await stores.models.find(tx, id);
    if (stored?.status !== 'ACTIVE') return false;
    await stores.models.end(tx, kind, { status, reason });
    return true;
  };
