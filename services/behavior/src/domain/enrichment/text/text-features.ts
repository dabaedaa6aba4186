/** One thing seen in a text, and the word that it was seen in. */
export type TextFeature = { readonly name: string; readonly word: string };

const GRAM_SIZES = [3, 4, 5];
const WORDS_MAX = 12;
const LETTERS_MAX = 24;

/** The words of a text: small letters without accents, `ß` as `ss`, digits and signs as gaps. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)
    .map((word) => word.slice(0, LETTERS_MAX))
    .slice(0, WORDS_MAX);

/**
 * What a text is judged by: its words, pairs of neighbours, and runs of 3 to 5 letters of each word with its edges
 * marked, so that `Bäckereien` is near `Bäckerei`.
 */
export const textFeaturesOf = (text: string): TextFeature[] => {
  const words = wordsOf(text);
  return words.flatMap((word, index) => {
    const features = [{ name: word, word }];
    const next = words[index + 1];
    if (next !== undefined) features.push({ name: `${word} ${next}`, word });
    const edged = `<${word}>`;
    for (const size of GRAM_SIZES) {
      for (let at = 0; at + size <= edged.length; at += 1) {
        features.push({ name: `#${edged.slice(at, at + size)}`, word });
      }
    }
    return features;
  });
};

/** FNV-1a, 32 bits: where a feature falls among so many dimensions. */
export const dimensionOf = (name: string, dimensions: number): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return (hash >>> 0) % dimensions;
};
