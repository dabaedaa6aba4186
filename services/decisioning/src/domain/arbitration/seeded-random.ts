/** Numbers from 0 to just below 1, the same for the same seed. */
export type NextRandom = () => number;

/** How many numbers are thrown away at first, so that similar seeds lead to different sequences. */
const WARM_UP = 16;

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): small, fast, passes the usual batteries of tests. Not for secrets.
 * @param seed a whole number from 0 to 2³² − 1
 */
export const seededRandom = (seed: number): NextRandom => {
  let [a, b, c, counter] = [0x9e3779b9, seed | 0, 0x243f6a88, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let index = 0; index < WARM_UP; index += 1) next();
  return next;
};
