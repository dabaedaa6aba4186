import type { JSONValue } from '@growthbook/growthbook';
import { evaluateFlags } from './evaluate-flag.ts';
import { experimentsOf } from './experiment.ts';
import type { Attributes, Flag } from './flag.ts';

/** Where one customer stands in one experiment. */
export type Assignment = {
  readonly experimentKey: string;
  readonly flagKey: string;
  readonly inExperiment: boolean;
  /** Null where the customer does not take part. */
  readonly variationKey: string | null;
  /** What the flag says to the customer, taking part or not. */
  readonly value: JSONValue;
  readonly hashVersion: number;
};

/**
 * Where a customer stands in every experiment of these flags. Computed, never stored: the same customer and the same
 * definitions give the same answer on every machine.
 * @param customerId the id the customer has now
 */
export const assign = (customerId: string, flags: readonly Flag[], attributes: Attributes = {}): Assignment[] => {
  const evaluations = evaluateFlags(customerId, flags, attributes);
  return flags.flatMap((flag, index) => {
    const { value, experimentKey, variationKey } = evaluations[index]!;
    return experimentsOf(flag).map(({ key, hashVersion }) => {
      const inExperiment = experimentKey === key;
      return {
        experimentKey: key,
        flagKey: flag.key,
        inExperiment,
        variationKey: inExperiment ? variationKey : null,
        value,
        hashVersion,
      };
    });
  });
};
