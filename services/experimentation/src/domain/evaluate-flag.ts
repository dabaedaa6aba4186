import { type FeatureResultSource, GrowthBookClient, type JSONValue } from '@growthbook/growthbook';
import type { Attributes, Flag } from './flag.ts';

/** Why a flag says what it says, in the words of OFREP. */
export type EvaluationReason = 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'UNKNOWN';

/** What one flag says to one customer. */
export type Evaluation = {
  readonly flagKey: string;
  readonly value: JSONValue;
  readonly reason: EvaluationReason;
  /** The experiment that drew the lot, and what it drew; null where none did. */
  readonly experimentKey: string | null;
  readonly variationKey: string | null;
};

const REASONS: Readonly<Record<FeatureResultSource, EvaluationReason>> = {
  defaultValue: 'STATIC',
  force: 'TARGETING_MATCH',
  override: 'TARGETING_MATCH',
  experiment: 'SPLIT',
  prerequisite: 'TARGETING_MATCH',
  cyclicPrerequisite: 'UNKNOWN',
  unknownFeature: 'UNKNOWN',
};

/**
 * What flags say to one customer. The lot is a hash of (seed of the experiment, customer's id): the same for ever, and
 * independent between experiments of different seeds.
 * @param customerId the id the customer has now, which stands above every attribute
 */
export const evaluateFlags = (
  customerId: string,
  flags: readonly Flag[],
  attributes: Attributes = {},
): readonly Evaluation[] => {
  const features = Object.fromEntries(flags.map(({ key, definition }) => [key, definition]));
  const growthbook = new GrowthBookClient({}).initSync({ payload: { features } });
  return flags.map(({ key }) => {
    const result = growthbook.evalFeature<JSONValue>(key, { attributes: { ...attributes, id: customerId } });
    const drawn = result.experimentResult?.inExperiment ? result : null;
    return {
      flagKey: key,
      value: result.value,
      reason: REASONS[result.source],
      experimentKey: drawn?.experiment?.key ?? null,
      variationKey: drawn?.experimentResult?.key ?? null,
    };
  });
};
