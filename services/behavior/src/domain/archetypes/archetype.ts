import type { Ingredient } from '../signals/evidence/ingredient.ts';

/** A kind of financial life: how likely it is of itself, and what speaks for and against it. */
export type Archetype = {
  /** Such as `FREELANCER`. */
  readonly name: string;
  /** What it says, for people. */
  readonly description: string;
  /** The logarithm of its odds while nothing speaks for or against it. */
  readonly bias: number;
  readonly ingredients: readonly Ingredient[];
};

/** Something that pushed a share, strongest first among others. */
export type Push = {
  /** The feature, or the count made for this purpose. */
  readonly feature: string;
  readonly direction: 'FOR' | 'AGAINST';
  readonly words: string;
};

/** How much of an archetype fits at present. */
export type Share = {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly pushes: readonly Push[];
};
