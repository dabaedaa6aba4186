/** One thing that a bank or processor writes around a merchant's name, and how it is taken away. */
export type NarrationRule = {
  readonly name: string;
  /** Takes and gives text in capitals with single spaces; what it does not know stays as it is. */
  readonly strip: (text: string) => string;
};

/** A rule that takes away whatever matches, unless nothing would be left. */
export const removing = (name: string, ...patterns: readonly RegExp[]): NarrationRule => ({
  name,
  strip: (text) =>
    patterns.reduce((rest, pattern) => {
      const replaced = rest.replace(pattern, ' ');
      if (replaced === rest) return rest;
      const left = tidied(replaced);
      return /\p{L}/u.test(left) ? left : rest;
    }, text),
});

/** A rule like it for what has digits in it: texts without any need no search. */
export const removingDigits = (name: string, ...patterns: readonly RegExp[]): NarrationRule => {
  const rule = removing(name, ...patterns);
  return { name, strip: (text) => (/\d/.test(text) ? rule.strip(text) : text) };
};

/** What is there to tidy; most texts have nothing of it. */
const UNTIDY = /^[\s\-–*/,.:;+|_#]|[\s\-–*/,:;+|_#(]$|\s\s|[^\S ]/;

/** Single spaces, and no punctuation at either end. */
export const tidied = (text: string): string => {
  if (!UNTIDY.test(text)) return text;
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s\-–*/,.:;+|_#]+/, '')
    .replace(/[\s\-–*/,:;+|_#(]+$/, '');
};

/** A pattern for any of some words, given with blanks between them; `_` stands for a blank within one. */
export const anyOf = (words: string): string =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' ').replaceAll(/[.*+()]/g, String.raw`\$&`))
    .join('|');
