/** Emoji that say stop by themselves. */
const STOP_EMOJI = /[\u{1F6D1}\u{1F6AB}\u{26D4}]/gu;

/**
 * The plain form in which a text is understood: lower case, without accents, punctuation, emoji and invisible
 * characters, one space between words. `S.T.O.P` and `s t o p` become one word, `STOOOPPP` loses its drawl, and a
 * word said again and again is said once.
 */
export const normaliseText = (text: string): string => {
  const plain = text
    .replace(STOP_EMOJI, ' stop ')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/(?<=\p{L})['’‘`´](?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .trim();
  const spelt = /^(\p{L} )+\p{L}$/u.test(plain) ? plain.replaceAll(' ', '') : plain;
  return spelt.replace(/\b(\S+)( \1\b)+/gu, '$1');
};
