import { createHash } from 'node:crypto';
import { canonicalJson } from '@rapport/contracts';
import { levelOf } from '../knowledge/signal-level.ts';
import type { Snapshot } from '../knowledge/snapshot.ts';

/** What was learnt about one action in one context: outcomes of decisions that were seen. */
export type Tally = { readonly accepted: number; readonly refused: number };

/** What was learnt about every action in one context; the version names exactly these numbers. */
export type Model = { readonly version: string; readonly tallies: Readonly<Record<string, Tally>> };

/** The context in which outcomes are learnt together: where it is shown, and how the customer fares. */
export const contextBucketOf = ({ surface, knowledge }: Pick<Snapshot, 'surface' | 'knowledge'>): string =>
  `${surface}:${levelOf(knowledge.signals, 'FINANCIAL_STRESS')}`;

/** A model of what was learnt so far in one context. */
export const modelOf = (tallies: Readonly<Record<string, Tally>>): Model => {
  const hash = createHash('sha256').update(canonicalJson(tallies)).digest('hex').slice(0, 12);
  return { version: `beta-1:${hash}`, tallies };
};
