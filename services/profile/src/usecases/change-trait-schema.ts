import type { Tx, Viewer } from '@rapport/contracts';
import type { TraitSchemaVersion } from '../domain/traits/trait-schema.ts';
import {
  changedTraitSchema,
  concernsEverybody,
  refusalOfTraitSchema,
  type TraitSchemaChange,
  type TraitSchemaRefusal,
} from '../domain/traits/trait-schema-change.ts';
import type { Stores } from './ports.ts';

/** What changes of traits, defined or computed, are locked and told under. */
export const TRAITS = 'trait-schema';

/**
 * Makes a new version of the trait schema. What is said from then on has to fit it, and who is trusted decides anew
 * over everything that was ever said. @returns the new schema, or why there is none
 */
export const changeTraitSchema =
  ({ stores }: { stores: Pick<Stores, 'traitSchema' | 'computedTraits'> }) =>
  async (
    tx: Tx,
    viewer: Viewer,
    { reason, ...change }: TraitSchemaChange & { reason: string },
  ): Promise<TraitSchemaVersion | TraitSchemaRefusal> => {
    await tx.lock([TRAITS]);
    const before = await stores.traitSchema.inForce(tx);
    const computed = await stores.computedTraits.inForce(tx);
    const refusal = refusalOfTraitSchema(
      before,
      change,
      computed.map(({ name }) => name),
    );
    if (refusal) return refusal;
    const version = {
      ...changedTraitSchema(before, change),
      version: before.version + 1,
      changedBy: viewer.subject,
      changedAt: tx.now,
      reason,
    };
    await stores.traitSchema.insert(tx, version, concernsEverybody(before, version));
    tx.audit({
      viewer: { ...viewer, reason },
      action: 'Mutation.profileChangeTraitSchema',
      about: TRAITS,
      before,
      after: version,
    });
    return version;
  };
