import { canonicalJson } from '@rapport/contracts';
import { findCatalogue } from '../catalogue/catalogues.ts';
import type { Snapshot } from '../knowledge/snapshot.ts';
import type { Model } from './model.ts';
import { findPolicy } from './policy.ts';
import { ENGINE_VERSION, rank } from './rank.ts';
import type { Ranking } from './ranking.ts';

/** What came of ranking again what was recorded. */
export type Replay = {
  /** Whether the bytes are the same. */
  readonly same: boolean;
  /** The engine that ranked then, and the one that ranked now. */
  readonly engineVersionThen: string;
  readonly engineVersion: string;
  /** What differs, by the path of each value: empty where the bytes are the same. */
  readonly differences: readonly string[];
};

const differencesOf = (then: unknown, now: unknown, path: string): string[] => {
  if (typeof then === 'object' && typeof now === 'object' && then !== null && now !== null) {
    const [a, b] = [then as Record<string, unknown>, now as Record<string, unknown>];
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return keys.flatMap((key) => differencesOf(a[key], b[key], path ? `${path}.${key}` : key));
  }
  return then === now ? [] : [`${path}: ${JSON.stringify(then)} → ${JSON.stringify(now)}`];
};

const DIFFERENCES_MAX = 50;

/** Ranks again from what was recorded and compares with what came of it then, byte by byte. */
export const replay = (recorded: { snapshot: Snapshot; model: Model; result: string }): Replay => {
  const then = JSON.parse(recorded.result) as Ranking;
  const versions = { engineVersionThen: then.engineVersion, engineVersion: ENGINE_VERSION };
  const [catalogue, policy] = [findCatalogue(then.catalogueVersion), findPolicy(then.policyVersion)];
  if (!catalogue || !policy) {
    const missing = catalogue ? `policyVersion: ${then.policyVersion}` : `catalogueVersion: ${then.catalogueVersion}`;
    return { same: false, ...versions, differences: [`${missing} is not known any more`] };
  }
  const { snapshot, model } = recorded;
  const now = rank({ snapshot, catalogue, policy, model, seed: then.seed });
  const same = canonicalJson(now) === recorded.result;
  return { same, ...versions, differences: same ? [] : differencesOf(then, now, '').slice(0, DIFFERENCES_MAX) };
};
