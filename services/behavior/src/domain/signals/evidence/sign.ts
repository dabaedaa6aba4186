import type { Category } from '../../enrichment/taxonomy.ts';
import type { LedgerFact } from '../../ledger/ledger-fact.ts';

/** What a transaction of a kind looks like: any one of its marks suffices. */
export type Sign = {
  readonly direction?: 'IN' | 'OUT';
  readonly categories?: readonly Category[];
  /** Merchant category codes, ISO 18245. */
  readonly mccs?: readonly string[];
  /** Words of a narration, as `hasWord` reads them. */
  readonly words?: readonly string[];
};

/**
 * Whether a narration has one of some words, in any case: as the beginning of a longer word too, unless a blank at the
 * word's end asks for the whole one.
 */
export const hasWord = (narration: string, words: readonly string[]): boolean => {
  const text = ` ${narration.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return words.some((word) => text.includes(` ${word}`));
};

/** Whether a booked transaction bears a sign. Transfers between one's own accounts bear none. */
export const shows =
  ({ direction, categories = [], mccs = [], words = [] }: Sign) =>
  ({ kind, amount, enrichment, mcc, narration }: LedgerFact): boolean => {
    if (kind !== 'POSTED' || enrichment?.evidence === 'TRANSFER') return false;
    if (direction && (direction === 'OUT') !== amount.startsWith('-')) return false;
    return (
      categories.some((category) => enrichment?.category === category) ||
      (mcc !== null && mccs.includes(mcc)) ||
      hasWord(narration, words)
    );
  };
