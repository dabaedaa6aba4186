import type { KeptShare } from '../domain/archetypes/follow-archetypes.ts';
import { lifeStagesOf, type StageShare } from '../domain/archetypes/life-stage.ts';
import type { Stores } from './ports.ts';

/** The archetypes and stages of life of customers as they stand, those that fit best first. */
export type SeenArchetypes = { readonly archetypes: readonly KeptShare[]; readonly lifeStages: readonly StageShare[] };

const NOTHING: SeenArchetypes = { archetypes: [], lifeStages: [] };
const MONTHS_MAX = 36;

export const readArchetypes =
  ({ stores }: { stores: Pick<Stores, 'archetypes'> }) =>
  async (customerIds: readonly string[]): Promise<SeenArchetypes[]> => {
    const found = await stores.archetypes.statesOf(customerIds);
    return customerIds.map((id) => {
      const state = found.get(id);
      return state
        ? {
            archetypes: state.shares.toSorted((a, b) => b.share - a.share),
            lifeStages: lifeStagesOf(state.shares),
          }
        : NOTHING;
    });
  };

/** How much of each archetype fitted at a month's end. */
export type MonthOfArchetypes = {
  readonly month: string;
  readonly archetypes: readonly { readonly name: string; readonly share: number }[];
};

/** The archetypes of customers month by month, newest first, by asked id, 36 at most. */
export const readArchetypeHistory =
  ({ stores }: { stores: Pick<Stores, 'archetypes'> }) =>
  async (customerIds: readonly string[]): Promise<Map<string, MonthOfArchetypes[]>> => {
    const found = await stores.archetypes.monthsOf(customerIds, MONTHS_MAX);
    const tell = (shares: Readonly<Record<string, number>>) =>
      Object.entries(shares)
        .map(([name, share]) => ({ name, share }))
        .sort((a, b) => b.share - a.share);
    return new Map(
      [...found].map(([id, months]) => [id, months.map(({ month, shares }) => ({ month, archetypes: tell(shares) }))]),
    );
  };
