import type { Tx, Viewer } from '@rapport/contracts';
import type { DeclaredTrait } from '../domain/computed/computed-trait.ts';
import { TRAITS } from './change-trait-schema.ts';
import type { Stores } from './ports.ts';

/** Ends a computed trait: nobody sees it any more, and what was counted is deleted. @returns it as it was, or null */
export const endComputedTrait =
  ({ stores }: { stores: Pick<Stores, 'computedTraits'> }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { name, reason }: { name: string; reason: string },
  ): Promise<DeclaredTrait | 'NOT_FOUND'> => {
    await tx.lock([TRAITS]);
    const before = (await stores.computedTraits.inForce(tx)).find((declared) => declared.name === name);
    if (!before) return 'NOT_FOUND';
    await stores.computedTraits.holdCounting(tx);
    await stores.computedTraits.end(tx, { name, endedBy: viewer.subject, endedAt: tx.now, endReason: reason });
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.profileEndComputedTrait',
      about: TRAITS,
      before,
      after: null,
    });
    return before;
  };
