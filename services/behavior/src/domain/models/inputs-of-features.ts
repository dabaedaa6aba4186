import type { SensedFeature } from '@rapport/contracts';
import type { CustomerDays } from '../features/feature.ts';
import { stressInputsOf } from '../signals/stress-inputs.ts';
import type { ModelInputs } from './learnt-model.ts';

/** The features that can be told, as numbers by name. */
export const inputsOfFeatures = (features: readonly SensedFeature[]): ModelInputs =>
  Object.fromEntries(features.flatMap(({ name, value }) => (value === null ? [] : [[name, Number(value)]])));

/** A customer in numbers: the catalogue's features, and what was made for models beside them. */
export const inputsOfCustomer = ({
  days,
  features,
}: {
  readonly days: CustomerDays;
  readonly features: readonly SensedFeature[];
}): ModelInputs => ({ ...stressInputsOf(days), ...inputsOfFeatures(features) });
