import { type FeatureDefinition, GrowthBookClient, type JSONValue } from '@growthbook/growthbook';
import type { Wording } from './wording.ts';

/** A flag as experimentation last published it: default value and rules, as GrowthBook's SDKs read them. */
export type FlagCopy = { readonly key: string; readonly definition: FeatureDefinition<JSONValue> };

/** What a wording is chosen by. */
export type WordingCase = {
  /** The id the customer has now: lots are drawn by it, as experimentation draws them. */
  readonly currentId: string;
  /** Null while experimentation has not published the flag. */
  readonly flag: FlagCopy | null;
  /** What the customer was given before, under any id they were known by. */
  readonly known: Wording | null;
  /** The wordings that we have texts for. */
  readonly names: readonly string[];
  readonly standard: string;
};

const draw = (currentId: string, { key, definition }: FlagCopy): { value: JSONValue; drawn: Wording['experiment'] } => {
  const growthbook = new GrowthBookClient({}).initSync({ payload: { features: { [key]: definition } } });
  const result = growthbook.evalFeature<JSONValue>(key, { attributes: { id: currentId } });
  const { experiment, experimentResult } = result;
  const isDrawn = experiment && experimentResult?.inExperiment;
  return {
    value: result.value,
    drawn: isDrawn ? { key: experiment.key, variation: experimentResult.key } : null,
  };
};

const runningExperiments = ({ key, definition }: FlagCopy): string[] =>
  (definition.rules ?? []).filter(({ variations }) => (variations?.length ?? 0) > 1).map((rule) => rule.key ?? key);

/**
 * The wording for a customer. While an experiment runs, what they were given first holds, whatever happens to the lot
 * (a merge, changed shares): nobody meets two wordings. Once none runs, the flag's value is for everybody. A wording
 * that we have no text for is replaced by the standard one, and then nobody took part in anything.
 */
export const chooseWording = ({ currentId, flag, known, names, standard }: WordingCase): Wording => {
  const kept = known && names.includes(known.name) ? known : null;
  if (!flag) return kept ?? { name: standard, experiment: null };
  const running = runningExperiments(flag);
  const holds = running.length > 0 && (!kept?.experiment || running.includes(kept.experiment.key));
  if (kept && holds) return kept;
  const { value, drawn } = draw(currentId, flag);
  const name = names.find((known) => known === value);
  return name === undefined ? { name: standard, experiment: null } : { name, experiment: drawn };
};
