import type { FeatureDefinition, JSONValue } from '@growthbook/growthbook';

/** What may be known of a customer when a flag is evaluated, beside the id. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A switch with the rules that decide what it says. */
export type Flag = {
  readonly key: string;
  readonly description: string;
  /** Default value and rules, as GrowthBook's SDKs read them. */
  readonly definition: FeatureDefinition<JSONValue>;
  readonly changedAt: Date;
};
