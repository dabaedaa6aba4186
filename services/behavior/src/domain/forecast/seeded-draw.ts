/**
 * Numbers from 0 to 1 that look drawn and are the same for the same name: FNV-1a over the name, then mulberry32
 * (T. Ettinger, 2017). A forecast asked twice is the same forecast.
 */
export const seededDraw = (name: string): (() => number) => {
  let seed = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) seed = Math.imul(seed ^ name.charCodeAt(at), 0x01000193);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
