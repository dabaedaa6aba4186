import { seededDraws } from '../seeded-draws.ts';

/**
 * Numbers from 0 to 1 that look drawn and are the same for the same name: FNV-1a over the name is the seed. A forecast
 * asked twice is the same forecast.
 */
export const seededDraw = (name: string): (() => number) => {
  let seed = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) seed = Math.imul(seed ^ name.charCodeAt(at), 0x01000193);
  return seededDraws(seed);
};
