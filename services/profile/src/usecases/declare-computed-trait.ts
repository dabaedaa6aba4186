import type { Tx, Viewer } from '@rapport/contracts';
import { type ComputedTrait, countsAlike, type DeclaredTrait } from '../domain/computed/computed-trait.ts';
import { type DeclarationRefusal, refusalOfDeclaration } from '../domain/computed/declaration.ts';
import { TRAITS } from './change-trait-schema.ts';
import type { Stores } from './ports.ts';

/**
 * Declares a computed trait, or declares it anew. It counts what happens from that moment on; a new wording goes on
 * with what was counted. @returns the declaration, or why there is none
 */
export const declareComputedTrait =
  ({ stores, now }: { stores: Pick<Stores, 'traitSchema' | 'computedTraits'>; now: () => Date }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { reason, ...trait }: ComputedTrait & { reason: string },
  ): Promise<DeclaredTrait | DeclarationRefusal> => {
    await tx.lock([TRAITS]);
    const schema = await stores.traitSchema.inForce(tx);
    const inForce = await stores.computedTraits.inForce(tx);
    const refusal = refusalOfDeclaration(trait, schema, inForce);
    if (refusal) return refusal;
    await stores.computedTraits.holdCounting(tx);
    const before = inForce.find(({ name }) => name === trait.name);
    const version = (await stores.computedTraits.newestVersion(tx, trait.name)) + 1;
    const goesOn = before && countsAlike(before, trait) ? before : null;
    const declared: DeclaredTrait = {
      ...trait,
      version,
      summary: goesOn?.summary ?? version,
      // By the clock and not the transaction's instant: nobody has counted anything that was received since.
      countsFrom: goesOn?.countsFrom ?? now(),
      declaredBy: viewer.subject,
      declaredAt: tx.now,
      reason,
    };
    await stores.computedTraits.insert(tx, declared);
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.profileDeclareComputedTrait',
      about: TRAITS,
      before: before ?? null,
      after: declared,
    });
    return declared;
  };
