import type { Role } from '@rapport/contracts';
import {
  definitionOf,
  TRAIT_READERS,
  type TraitDefinition,
  type TraitSchema,
  unknownDefinition,
} from './trait-schema.ts';

/** Who looks: with which roles, and whether it is the customer themselves. */
export type TraitViewer = { readonly roles: readonly Role[]; readonly isSelf: boolean };

/** Whether somebody who may read the customer may read a trait of this class: a sensitive one by its list alone. */
export const maySeeClass = (
  { dataClass, visibleTo }: Pick<TraitDefinition, 'dataClass' | 'visibleTo'>,
  { roles, isSelf }: TraitViewer,
): boolean =>
  isSelf ||
  (dataClass === 'SENSITIVE'
    ? visibleTo.some((reader) => roles.includes(reader))
    : TRAIT_READERS.some((reader) => roles.includes(reader)));

/** Whether somebody may read a trait, or that it was rejected. */
export const maySeeTrait = (schema: TraitSchema, name: string, viewer: TraitViewer): boolean =>
  maySeeClass(definitionOf(schema, name) ?? unknownDefinition(schema, name), viewer);
