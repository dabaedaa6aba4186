import { clamp } from '../shares.ts';
import { totalOf } from '../total-of.ts';

const sharesOf = (counts: readonly number[]): number[] => {
  const total = totalOf(counts);
  return counts.map((count) => count / total);
};

/** Jensen and Shannon's divergence of two distributions, in bits: 0 alike, 1 nothing in common. */
const divergence = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, share, index) => {
    const other = q[index]!;
    const middle = (share + other) / 2;
    const part = (of: number) => (of > 0 ? (of / 2) * Math.log2(of / middle) : 0);
    return sum + part(share) + part(other);
  }, 0);

/**
 * What so few events would show by accident (Miller's correction: categories less one by twice the events, in bits).
 */
const accident = (categories: number, one: number, other: number): number =>
  ((categories - 1) / (2 * Math.LN2)) * (1 / 4) * (1 / one + 1 / other);

/**
 * How far two sets of counts over the same categories lie apart: Jensen–Shannon divergence in bits (Lin 1991, IEEE
 * Transactions on Information Theory 37), less what so few events show by accident (Miller 1955, Grosse et al. 2002).
 * @returns 0 (alike) to 1 (nothing in common); either side holds something
 */
export const divergenceOf = (one: readonly number[], other: readonly number[]): number => {
  const apart = divergence(sharesOf(one), sharesOf(other));
  return clamp(apart - accident(one.length, totalOf(one), totalOf(other)), 0, 1);
};
