import type { Tx } from '@rapport/contracts';
import { combineKnowledge } from '../domain/knowledge/combine-knowledge.ts';
import type { Knowledge } from '../domain/knowledge/knowledge.ts';
import type { Stores } from './ports.ts';

/** How far back a dismissal may still silence an action, days: more than the longest fatigue of any catalogue. */
const DISMISSAL_DAYS = 120;
const DAY_MS = 86_400_000;

/** The instant since which dismissals count. The same all day long, so that asking again finds the same knowledge. */
const dismissedSince = (now: Date): Date => new Date((Math.floor(now.getTime() / DAY_MS) - DISMISSAL_DAYS) * DAY_MS);

/** All that is known of customers, by asked id; of whom nothing is kept, an empty knowledge. */
export const readKnowledge =
  ({ stores }: { stores: Pick<Stores, 'knowledge'> }) =>
  async (customerIds: readonly string[], now: Date, tx?: Tx): Promise<Map<string, Knowledge>> => {
    const parts = await stores.knowledge.partsOf(customerIds, dismissedSince(now), tx);
    return new Map(customerIds.map((id) => [id, combineKnowledge(id, parts.get(id)!)]));
  };
