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

const texts = new WeakMap<LedgerFact, string>();

/** A text in lower case, its words apart by one blank each, and a blank at either end. */
const plain = (text: string): string => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** A fact's narration in plain words, which is worked out once however many signs look for theirs. */
const textOf = (fact: LedgerFact): string => {
  const known = texts.get(fact) ?? plain(fact.narration);
  texts.set(fact, known);
  return known;
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
  const marks = words.map((word) => ` ${word}`);
  return (fact) => {
    const { kind, amount, enrichment, mcc } = fact;
    if (kind !== 'POSTED' || enrichment?.evidence === 'TRANSFER') return false;
    if (direction && (direction === 'OUT') !== amount.startsWith('-')) return false;
    if (mcc !== null && mccs.includes(mcc)) return true;
    if (categories.some((category) => enrichment?.category === category)) return true;
    const text = textOf(fact);
    return marks.some((mark) => text.includes(mark));
  };
};
