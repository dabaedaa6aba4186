import type { Path } from './affected-paths.ts';

/** What the query plan writes and a client never does: entity calls, "each item of a list". */
const isOfThePlan = (part: string | number): boolean => part === '_entities' || part === '@';

/** The planner renames fields that would collide: `name__alias_1`. */
const clientName = (part: string | number): string | number =>
  typeof part === 'string' ? part.replace(/__alias_\d+$/, '') : part;

/**
 * An error's path as the client knows it. The gateway's own path may lead through the query plan, or to a field that
 * only the plan asked for: it is cut where it leaves the answer. Below a null everything is as the client asked.
 */
export const clientPath = (path: Path, data: unknown): Path => {
  const planEnd = path.findIndex(isOfThePlan);
  const named = (planEnd < 0 ? path : path.slice(0, planEnd)).map(clientName);
  let at: unknown = data;
  for (const [index, part] of named.entries()) {
    if (typeof at !== 'object' || at === null) return named;
    if (!Object.hasOwn(at, part)) return named.slice(0, index);
    at = Reflect.get(at, part);
  }
  return named;
};
