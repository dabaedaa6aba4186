import { customerSensed, SUBSCRIPTIONS } from '@rapport/contracts';
import type { Feature } from '../domain/features/feature.ts';
import { FEATURES } from '../domain/features/registry.ts';
import { SIGNALS } from '../domain/signals/registry.ts';

/** Who reads a feature: a signal, another feature, or a service that is told of all of them. */
export type FeatureUse = { readonly reader: 'SIGNAL' | 'FEATURE' | 'SERVICE'; readonly name: string };

/** A feature as the catalogue tells it. */
export type CatalogueEntry = Omit<Feature, 'value' | 'uses'> & {
  readonly owner: string;
  readonly freshness: 'WITH_THE_FACT' | 'WITH_THE_NEXT_FACT';
  readonly changesDaily: boolean;
  readonly usedBy: readonly FeatureUse[];
};

/** The services that hear of every customer's features. */
const LISTENERS = Object.entries(SUBSCRIPTIONS)
  .filter(([, kinds]) => kinds.includes(customerSensed))
  .map(([service]) => service);

const usesOf = (feature: Feature): FeatureUse[] => [
  ...SIGNALS.filter(({ reads }) => reads.includes(feature.name)).map(
    ({ kind }): FeatureUse => ({ reader: 'SIGNAL', name: kind }),
  ),
  ...FEATURES.filter(({ uses }) => uses?.includes(feature)).map(
    ({ name }): FeatureUse => ({ reader: 'FEATURE', name }),
  ),
  ...LISTENERS.map((name): FeatureUse => ({ reader: 'SERVICE', name })),
];

/** Every feature with its meaning and its readers, all of it from the code: nothing here can go stale. */
export const readCatalogue = (): CatalogueEntry[] =>
  FEATURES.map((feature) => {
    const { value: _value, uses: _uses, ...told } = feature;
    return {
      ...told,
      owner: 'behavior',
      // What became of offers sets nothing off by itself.
      freshness: feature.readsFrom.includes('LOOP') ? 'WITH_THE_NEXT_FACT' : 'WITH_THE_FACT',
      changesDaily: feature.windowDays !== null || feature.name === 'days_since_seen',
      usedBy: usesOf(feature),
    };
  });
