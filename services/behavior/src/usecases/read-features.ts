import { RapportError, type SensedFeature } from '@rapport/contracts';
import { daysOfLife } from '../domain/features/customer-days.ts';
import { daysBefore } from '../domain/features/feature.ts';
import { computeFeatures, findFeature, HORIZON_DAYS } from '../domain/features/registry.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Now, Stores } from './ports.ts';

/** Which features are asked for, and as of when; all of them as of now where nothing is said. */
export type FeaturesAsked = { readonly asOf?: Date | null; readonly names?: readonly string[] | null };

const NAMES_MAX = 100;

const refuse = (message: string): never => {
  throw new RapportError('INVALID_INPUT', message);
};

/** @throws RapportError INVALID_INPUT that names what cannot be told, and how to ask instead */
const checkAsked = ({ asOf, names }: FeaturesAsked, now: Date): void => {
  if (asOf && asOf > now) refuse('asOf lies ahead: features are told as of now or before');
  if (names && names.length > NAMES_MAX) refuse(`names has ${names.length} names: ask for at most ${NAMES_MAX}`);
  const unknown = names?.find((name) => !findFeature(name));
  if (unknown !== undefined) refuse(`names has ${unknown}, which is no feature: behaviorFeatures lists them all`);
};

/**
 * The features of customers as of the day of an instant, from what is known now: a fact that came late counts where it
 * belongs. None for whom nothing was ever seen.
 * @throws RapportError INVALID_INPUT for an instant ahead or a name that no feature has
 */
export const readFeatures =
  ({ stores, now }: { stores: Pick<Stores, 'buckets'>; now: Now }) =>
  async (customerIds: readonly string[], asked: FeaturesAsked = {}): Promise<Map<string, SensedFeature[]>> => {
    const present = now();
    checkAsked(asked, present);
    const asOf = asked.asOf ?? present;
    const today = dayOf(asOf);
    const lives = await stores.buckets.livesOf(customerIds, daysBefore(today, HORIZON_DAYS - 1), asOf);
    return new Map(
      customerIds.map((id) => {
        const life = lives.get(id)!;
        return [id, life.buckets.length === 0 ? [] : computeFeatures(daysOfLife(life, today), asked.names)];
      }),
    );
  };
