import type { LedgerFact } from '../ledger/ledger-fact.ts';
import { findBookingWords, outranksMerchant } from './booking-words.ts';
import { type Direction, directionOf, fitsDirection } from './direction.ts';
import type { CategoryEvidence, Enrichment } from './enrichment.ts';
import { categoryOfCode } from './merchant-codes.ts';
import { findKnownMerchant, nameKeyOf } from './merchants/known-merchant.ts';
import { showName } from './merchants/show-name.ts';
import { type ReadNarration, readNarration } from './narration/read-narration.ts';
import { type Category, isCategory } from './taxonomy.ts';
import type { TextModel } from './text/text-model.ts';

/** What enrichment needs to see of a fact. */
export type Booking = Pick<LedgerFact, 'accountId' | 'transactionId' | 'amount' | 'narration' | 'mcc'>;

/** What people said about a booking or its merchant, the strongest first; null where nobody did. */
export type Corrections = {
  readonly transaction: Category | null;
  readonly merchantByCustomer: Category | null;
  readonly merchantByOperator: Category | null;
};

export const NO_CORRECTIONS: Corrections = { transaction: null, merchantByCustomer: null, merchantByOperator: null };

/** A category with what it rests on: a step of the way to the answer. */
export type Ground = {
  readonly category: Category;
  readonly confidence: number;
  readonly evidence: CategoryEvidence;
  /** In one word or code, such as a merchant's name. */
  readonly because: string;
};

/** How sure each kind of evidence is; a text model says for itself. */
const CONFIDENCE = { CORRECTED: 1, MERCHANT: 0.95, MCC: 0.9, WORDS: 0.9, NONE: 0.1 };
/** Below this the text model says nothing. */
const GUESS_MIN = 0.35;
/** Words that give money back: only then is money in of a spending category believed of a text alone. */
const GIVES_BACK =
  /\b(REFUND|RETURN|REVERSAL|CHARGEBACK|ERSTATTUNG|RUCKERSTATTUNG|RETOURE|STORNO|GUTSCHRIFT RETOURE)\b/;

const FALLBACK: Readonly<Record<Direction, Category>> = {
  IN: 'INCOME_OTHER_INCOME',
  OUT: 'GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE',
};

const correctionOf = (corrections: Corrections, direction: Direction): Ground | null => {
  const { transaction, merchantByCustomer, merchantByOperator } = corrections;
  const said = [
    { category: transaction, evidence: 'CUSTOMER', because: 'this booking' },
    { category: merchantByCustomer, evidence: 'CUSTOMER', because: 'this merchant' },
    { category: merchantByOperator, evidence: 'OPERATOR', because: 'this merchant' },
  ] as const;
  for (const { category, evidence, because } of said) {
    if (category && fitsDirection(category, direction)) {
      return { category, evidence, because, confidence: CONFIDENCE.CORRECTED };
    }
  }
  return null;
};

const textOf = (booking: Booking, read: ReadNarration): string => read.name || booking.narration;

/** Which categories a text alone may name: of money out; of money in; of money in that says it is given back. */
const MAY_BE = {
  OUT: (label: string): boolean => isCategory(label) && fitsDirection(label, 'OUT'),
  IN: (label: string): boolean =>
    isCategory(label) && fitsDirection(label, 'IN') && /^(INCOME|TRANSFER_IN)_/.test(label),
  BACK: (label: string): boolean => isCategory(label) && fitsDirection(label, 'IN'),
};

const guessOf = (booking: Booking, read: ReadNarration, direction: Direction, model: TextModel): Ground | null => {
  const isGivenBack = direction === 'IN' && GIVES_BACK.test(nameKeyOf(booking.narration));
  const guess = model.guess(textOf(booking, read), MAY_BE[isGivenBack ? 'BACK' : direction]);
  if (!guess || guess.probability < GUESS_MIN || !isCategory(guess.label)) return null;
  return { category: guess.label, confidence: guess.probability, evidence: 'TEXT', because: model.version };
};

/**
 * Everything that speaks for a category, the strongest first: the customer's correction, an operator's, words of income
 * or of the bank's fees, a known merchant, the merchant category code, other words of the bank, the text model, and the
 * direction of the money at last.
 */
export const groundsOf = (
  booking: Booking,
  read: ReadNarration,
  corrections: Corrections,
  model: TextModel,
): Ground[] => {
  const direction = directionOf(booking.amount);
  const words = booking.mcc === null ? findBookingWords(booking.narration, direction) : null;
  const merchant = findKnownMerchant(read.name);
  const code = categoryOfCode(booking.mcc);
  const byWords: Ground | null = words && {
    category: words.category,
    confidence: CONFIDENCE.WORDS,
    evidence: 'TEXT',
    because: words.words,
  };
  const isStrong = words !== null && outranksMerchant(words.category);
  const candidates: (Ground | null)[] = [
    correctionOf(corrections, direction),
    isStrong ? byWords : null,
    merchant && fitsDirection(merchant.category, direction)
      ? { category: merchant.category, confidence: CONFIDENCE.MERCHANT, evidence: 'MERCHANT', because: merchant.name }
      : null,
    code && fitsDirection(code, direction)
      ? { category: code, confidence: CONFIDENCE.MCC, evidence: 'MCC', because: booking.mcc! }
      : null,
    isStrong ? null : byWords,
  ];
  const found = candidates.flatMap((ground) => ground ?? []);
  const guess = found.length === 0 ? guessOf(booking, read, direction, model) : null;
  const last: Ground = {
    category: FALLBACK[direction],
    confidence: CONFIDENCE.NONE,
    evidence: 'NONE',
    because: direction,
  };
  return [...found, ...(guess ? [guess] : []), last];
};

/** The merchant's name as it is shown; null where nobody is named. */
export const merchantOf = ({ name }: ReadNarration): string | null => findKnownMerchant(name)?.name ?? showName(name);

/** What a booking is by itself, without the bookings around it. */
export const enrich = (booking: Booking, corrections: Corrections, model: TextModel): Enrichment => {
  const read = readNarration(booking.narration);
  const [{ category, confidence, evidence }] = groundsOf(booking, read, corrections, model) as [Ground, ...Ground[]];
  return { merchant: merchantOf(read), city: read.city, category, confidence, evidence, counterpart: null };
};

/** The merchant of a booking as it is compared, to find what people said of it. */
export const merchantKeyOf = ({ narration }: Pick<Booking, 'narration'>): string | null => {
  const merchant = merchantOf(readNarration(narration));
  return merchant === null ? null : nameKeyOf(merchant);
};
