import type { Archetype } from './archetype.ts';
import { LIVELIHOODS } from './livelihoods.ts';
import { WAYS_OF_LIFE } from './ways-of-life.ts';
import { WAYS_WITH_MONEY } from './ways-with-money.ts';

/** Every archetype. A new one is an entry in one of the three tables. */
export const ARCHETYPES: readonly Archetype[] = [...LIVELIHOODS, ...WAYS_OF_LIFE, ...WAYS_WITH_MONEY];

const byName = new Map(ARCHETYPES.map((archetype) => [archetype.name, archetype]));

/** An archetype by its name; one that is judged no longer may still stand in old rows. */
export const findArchetype = (name: string): Archetype | null => byName.get(name) ?? null;
