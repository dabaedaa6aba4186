import type { Category } from '../../enrichment/taxonomy.ts';
import type { LedgerFact } from '../../ledger/ledger-fact.ts';

/** What a transaction of a kind looks like: any one of its marks suffices. */
export type Sign = {
  readonly direction?: 'IN' | 'OUT';
  readonly categories?: readonly Category[];
  /** Merchant category codes, ISO 18245. */
  readonly mccs?: readonly string[];
  /** Words of a narration, as `wordFinder` reads them. */
  readonly words?: readonly string[];
};

/** A text in lower case, its words apart by one blank each, and a blank at either end. */
const plain = (text: string): string => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** A word that a sign looks for, with the blank before it, and that sign's number. */
type Mark = { readonly mark: string; readonly sign: number };

const STEM_LENGTH = 3;
const marksByStem = new Map<string, Mark[]>();
const signs: (readonly string[])[] = [];
const NONE: ReadonlySet<number> = new Set();

/** Enters a sign's words by the letters that they begin with, so that a text is read once for all signs. */
const enter = (words: readonly string[]): number => {
  const sign = signs.length;
  signs.push(words);
  for (const word of words) {
    const stem = word.slice(0, STEM_LENGTH);
    marksByStem.set(stem, [...(marksByStem.get(stem) ?? []), { mark: ` ${word}`, sign }]);
  }
  return sign;
};

/** The numbers of the signs that have a word in a plain text. */
const signsIn = (text: string): ReadonlySet<number> => {
  let found: Set<number> | null = null;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
    for (let length = 1; length <= STEM_LENGTH; length += 1) {
      for (const { mark, sign } of marksByStem.get(text.slice(at + 1, at + 1 + length)) ?? []) {
        if (text.startsWith(mark, at)) (found ??= new Set()).add(sign);
      }
    }
  }
  return found ?? NONE;
};

const read = new WeakMap<LedgerFact, { readonly found: ReadonlySet<number>; readonly signCount: number }>();

/** The signs in a fact's narration, found once however many ask. */
const signsOf = (fact: LedgerFact): ReadonlySet<number> => {
  const known = read.get(fact);
  if (known?.signCount === signs.length) return known.found;
  const found = signsIn(plain(fact.narration));
  read.set(fact, { found, signCount: signs.length });
  return found;
};

/**
 * Whether a text has one of some words, in any case: as the beginning of a longer word too, unless a blank at the
 * word's end asks for the whole one.
 */
export const wordFinder = (words: readonly string[]): ((text: string) => boolean) => {
  const marks = words.map((word) => ` ${word}`);
  return (text) => {
    const inWords = plain(text);
    return marks.some((mark) => inWords.includes(mark));
  };
};

/** Whether a booked transaction bears a sign. Transfers between one's own accounts bear none. */
export const shows = ({ direction, categories = [], mccs = [], words = [] }: Sign): ((fact: LedgerFact) => boolean) => {
  const sign = enter(words);
  return (fact) => {
    const { kind, amount, enrichment, mcc } = fact;
    if (kind !== 'POSTED' || enrichment?.evidence === 'TRANSFER') return false;
    if (direction && (direction === 'OUT') !== amount.startsWith('-')) return false;
    if (mcc !== null && mccs.includes(mcc)) return true;
    if (categories.some((category) => enrichment?.category === category)) return true;
    return words.length > 0 && signsOf(fact).has(sign);
  };
};
