import type { TrackingBatch } from '@rapport/contracts';

/** Deeper than this an item is refused anyway. */
const DEPTH_MAX = 16;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The item's own word stands, `"ip": null` included; what it does not say is the batch's, at every level. */
const completed = (own: unknown, shared: unknown, depth = 0): unknown => {
  if (own === undefined) return shared;
  if (!isObject(own) || !isObject(shared) || depth >= DEPTH_MAX) return own;
  const fields = Object.entries(shared).map(([name, value]): [string, unknown] => [
    name,
    completed(Object.hasOwn(own, name) ? own[name] : undefined, value, depth + 1),
  ]);
  return { ...own, ...Object.fromEntries(fields) };
};

/** What is said once for the batch (`context`, `integrations`) holds for every item that does not say otherwise. */
export const shareBatchFields = (item: unknown, { context, integrations }: TrackingBatch): unknown => {
  if (!isObject(item)) return item;
  return {
    ...item,
    ...(context ? { context: completed(item['context'] ?? undefined, context) } : {}),
    ...(integrations ? { integrations: completed(item['integrations'] ?? undefined, integrations) } : {}),
  };
};
