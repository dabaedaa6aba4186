/** What an action's priority is made of: acceptance × value × context weight × lever. */
export type Factors = {
  /** How probable acceptance is taken to be, 0 to 1: drawn where served, the mean where observed. */
  readonly acceptance: number;
  readonly value: number;
  readonly contextWeight: number;
  readonly lever: number;
  readonly priority: number;
};

/** An action that may be proposed. */
export type RankedAction = {
  readonly actionKey: string;
  /** 1 for the best. */
  readonly rank: number;
  readonly factors: Factors;
  /** How probable it was that this action came first, 0 to 1. */
  readonly propensity: number;
  /** Codes of why it is proposed, most important first. */
  readonly reasons: readonly string[];
};

/** An action that may not be proposed, with the codes of everything that speaks against it. */
export type ExcludedAction = { readonly actionKey: string; readonly reasons: readonly string[] };

/** The answer to "what is best here?" for one customer: every action of the surface, ranked or excluded. */
export type Ranking = {
  readonly engineVersion: string;
  readonly catalogueVersion: string;
  readonly policyVersion: string;
  readonly modelVersion: string;
  readonly contextBucket: string;
  readonly seed: number;
  readonly drawCount: number;
  readonly ranked: readonly RankedAction[];
  readonly excluded: readonly ExcludedAction[];
};
