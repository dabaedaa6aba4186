import { type Booking, type Ground, groundsOf, NO_CORRECTIONS } from './enrich.ts';
import type { Enrichment } from './enrichment.ts';
import { readNarration } from './narration/read-narration.ts';
import type { SpokenWord, TextModel } from './text/text-model.ts';

/** Why a booking has its category. */
export type ExplainedCategory = {
  readonly sentence: string;
  /** Everything that speaks for a category, the strongest first. */
  readonly grounds: readonly Ground[];
  /** The words that the text model goes by for this category. */
  readonly words: readonly SpokenWord[];
  /** What was taken away around the merchant's name. */
  readonly cleaning: readonly string[];
  readonly modelVersion: string;
};

const WORDS_MAX = 5;

const SENTENCES: Readonly<Record<Enrichment['evidence'], (because: string) => string>> = {
  CUSTOMER: () => 'You said so.',
  OPERATOR: () => 'The bank says so of this merchant.',
  TRANSFER: (because) => `The same amount moved on your account ${because} within three days.`,
  REFUND: (because) => `It pays back the purchase ${because}.`,
  MERCHANT: (because) => `${because} is known for it.`,
  MCC: (because) => `The merchant works under the code ${because}.`,
  TEXT: (because) => `The text of the booking says so: ${because}.`,
  NONE: () => 'Nothing says what it is, only whether the money came or went.',
};

/** What only people or other bookings can have said, and so stands in the enrichment alone. */
const keptGround = ({ evidence, category, confidence, counterpart }: Enrichment): Ground | null => {
  if (evidence === 'CUSTOMER' || evidence === 'OPERATOR')
    return { evidence, category, confidence, because: 'correction' };
  return counterpart ? { evidence, category, confidence, because: counterpart.transactionId } : null;
};

/** Why a booking has the category that it was given: grounds, words and rules, as the present model sees them. */
export const explainCategory = (booking: Booking, enrichment: Enrichment, model: TextModel): ExplainedCategory => {
  const read = readNarration(booking.narration);
  const kept = keptGround(enrichment);
  const grounds = [...(kept ? [kept] : []), ...groundsOf(booking, read, NO_CORRECTIONS, model)];
  const words = model.explain(read.name || booking.narration, enrichment.category).slice(0, WORDS_MAX);
  const own = grounds.find(({ evidence }) => evidence === enrichment.evidence);
  const because =
    enrichment.evidence === 'TRANSFER'
      ? (enrichment.counterpart?.accountId ?? '')
      : enrichment.evidence === 'TEXT' && own?.because === model.version
        ? words.map(({ word }) => word).join(', ')
        : (own?.because ?? '');
  return {
    sentence: SENTENCES[enrichment.evidence](because),
    grounds,
    words,
    cleaning: read.rules,
    modelVersion: model.version,
  };
};
