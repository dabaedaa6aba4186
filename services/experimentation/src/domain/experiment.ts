import type { FeatureRule, JSONValue } from '@growthbook/growthbook';
import type { Flag } from './flag.ts';

/** One side of an experiment. */
export type Variation = { readonly key: string; readonly value: JSONValue; readonly weight: number };

/** An experiment, as a rule of a flag describes it. */
export type Experiment = {
  readonly key: string;
  /** The share of customers who take part, 0 to 1. */
  readonly coverage: number;
  readonly hashVersion: number;
  readonly variations: readonly Variation[];
};

const experimentOf = (flag: Flag, rule: FeatureRule<JSONValue>): Experiment => {
  const values = rule.variations ?? [];
  return {
    key: rule.key ?? flag.key,
    coverage: rule.coverage ?? 1,
    // What GrowthBook falls back to where a rule names none.
    hashVersion: rule.hashVersion ?? 1,
    variations: values.map((value, index) => ({
      key: rule.meta?.[index]?.key ?? String(index),
      value,
      weight: rule.weights?.[index] ?? 1 / values.length,
    })),
  };
};

/** The experiments that decide a flag: its rules with more than one variation. */
export const experimentsOf = (flag: Flag): Experiment[] =>
  (flag.definition.rules ?? [])
    .filter(({ variations }) => (variations?.length ?? 0) > 1)
    .map((rule) => experimentOf(flag, rule));
