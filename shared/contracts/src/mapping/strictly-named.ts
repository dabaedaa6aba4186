import { z } from 'zod';

/** How many letters must change to make one word of another (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
};

const SIMILAR_MAX = 3;

/** The known word that was probably meant, or null. */
export const meantWord = (word: string, known: readonly string[]): string | null => {
  const near = known.map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }));
  const [best] = near.sort((a, b) => a.far - b.far);
  return best && best.far <= Math.min(SIMILAR_MAX, word.length - 1) ? best.candidate : null;
};

/** What to say of a word that is not known: which was probably meant, and all that are. */
export const unknownWord = (word: string, known: readonly string[]): string => {
  const meant = meantWord(word, known);
  const guess = meant ? `: did you mean ${meant}?` : '';
  return `${word} is not known here${guess}; allowed are ${known.join(', ') || 'none'}`;
};

/** An object in which a typo is answered with the keys that are allowed. */
export const strictlyNamed = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return 'must be an object with named values';
      return issue.keys.map((key) => unknownWord(key, Object.keys(shape))).join('; ');
    },
  });
