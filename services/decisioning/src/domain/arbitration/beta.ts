import type { NextRandom } from './seeded-random.ts';

/** A belief about how often something is accepted: Beta(accepted, refused); both at least 1. */
export type Belief = { readonly accepted: number; readonly refused: number };

/** The mean of a belief, 0 to 1. */
export const meanOf = ({ accepted, refused }: Belief): number => accepted / (accepted + refused);

/** A standard normal number (Box and Muller, 1958). */
const normal = (next: NextRandom): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** A gamma number of a shape of at least 1 and scale 1 (Marsaglia and Tsang, 2000). */
const gamma = (shape: number, next: NextRandom): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
};

/** One number drawn from a belief, as Thompson sampling does. */
export const drawFrom = ({ accepted, refused }: Belief, next: NextRandom): number => {
  const x = gamma(accepted, next);
  return x / (x + gamma(refused, next));
};
