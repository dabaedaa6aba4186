import { type SeededNumbers, seededNumbers } from '../demo/seeded-numbers.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Which customer of which world. */
export type Origin = { readonly seed: number; readonly index: number };

/**
 * Numbers for one purpose of one customer, by FNV-1a over (seed, index, purpose): no other customer and no other
 * purpose has a part in them, so a customer is the same however many there are.
 */
export const seededStream = ({ seed, index }: Origin, purpose: string): SeededNumbers => {
  let hash = FNV_OFFSET;
  for (const character of `${seed}/${index}/${purpose}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), FNV_PRIME);
  }
  return seededNumbers(hash | 0);
};

/** The first item whose share of all weights a number from 0 to 1 falls into. */
export const weighted = <T>(numbers: SeededNumbers, items: readonly (readonly [T, number])[]): T => {
  let left = numbers.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return items.at(-1)![0];
};
