import { type Flaw, flaw } from './flaw.ts';

const DEPTH_MAX = 16;

/** Whether a value is nested deeper than so many levels; told without following it any further. */
export const isDeeperThan = (levels: number, value: unknown): boolean => {
  let open = [value];
  for (let level = 0; level <= levels && open.length > 0; level += 1) {
    open = open.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return open.length > 0;
};

const textFlaw = (path: string, text: string): Flaw | null => {
  if (text.includes('\u0000')) return flaw(path, 'INVALID', 'contains the character U+0000: remove it');
  if (!text.isWellFormed()) return flaw(path, 'INVALID', 'is not well-formed Unicode: send whole UTF-16 pairs');
  return null;
};

/** What no store can keep: NUL characters, halves of surrogate pairs, and values nested deeper than 16 levels. */
export const findUnstorable = (item: unknown): Flaw | null => {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: item, path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'string') {
      const found = textFlaw(path, value);
      if (found) return found;
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DEPTH_MAX) return flaw(path.slice(0, 120), 'INVALID', `is nested deeper than ${DEPTH_MAX} levels`);
    for (const [key, child] of Object.entries(value)) {
      const at = path ? `${path}.${key}` : key;
      const found = textFlaw(path || 'item', key);
      if (found) return found;
      open.push({ value: child, path: at, depth: depth + 1 });
    }
  }
  return null;
};
