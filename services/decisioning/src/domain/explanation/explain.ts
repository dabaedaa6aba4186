import type { Worded } from '../catalogue/action.ts';
import { OTHER, SENTENCES } from './sentences.ts';

/** The words for a locale: its language's, else English. */
export const inLocale = (worded: Worded, locale: string): string =>
  worded[locale.split('-')[0]!.toLowerCase()] ?? worded.en;

/** What a proposal rests on, sentence by sentence, each once, in the customer's language. */
export const explain = (reasons: readonly string[], locale: string): string[] => [
  ...new Set(reasons.map((reason) => inLocale(SENTENCES[reason] ?? OTHER, locale))),
];
