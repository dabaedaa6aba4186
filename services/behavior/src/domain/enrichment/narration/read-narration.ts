import { remember } from '../remember.ts';
import { takeCity } from './cities.ts';
import { type NarrationRule, tidied } from './narration-rule.ts';
import { stripCardDigits } from './strip-card-digits.ts';
import { stripDates } from './strip-dates.ts';
import { stripDomain } from './strip-domain.ts';
import { stripLegalForm } from './strip-legal-form.ts';
import { stripPaymentWords } from './strip-payment-words.ts';
import { stripProcessor } from './strip-processor.ts';
import { stripReferences } from './strip-references.ts';
import { stripStoreNumber } from './strip-store-number.ts';
import { unwrapSepa } from './unwrap-sepa.ts';
import { unwrapUpi } from './unwrap-upi.ts';

/** What a narration says beside the money. */
export type ReadNarration = {
  /** The name that is left, in capitals; empty where it names nobody. */
  readonly name: string;
  readonly city: string | null;
  /** The rules that took something away, in their order. */
  readonly rules: readonly string[];
};

const NAME_WORDS_MAX = 5;
const REMEMBERED_MAX = 5_000;

const BEFORE_CITY: readonly NarrationRule[] = [
  unwrapUpi,
  unwrapSepa,
  stripCardDigits,
  stripDates,
  stripStoreNumber,
  stripReferences,
  stripPaymentWords,
  stripProcessor,
  stripPaymentWords,
];
const BEHIND_CITY: readonly NarrationRule[] = [stripPaymentWords, stripDomain, stripStoreNumber, stripLegalForm];

const apply = (rules: readonly NarrationRule[], text: string, applied: string[]): string =>
  rules.reduce((rest, { name, strip }) => {
    const next = tidied(strip(rest));
    if (next !== rest && !applied.includes(name)) applied.push(name);
    return next;
  }, text);

const read = (narration: string): ReadNarration => {
  const rules: string[] = [];
  const text = tidied(narration.normalize('NFKC').toUpperCase().slice(0, 500));
  const { rest, city } = takeCity(apply(BEFORE_CITY, text, rules));
  if (city) rules.push('city');
  const name = apply(BEHIND_CITY, tidied(rest), rules).split(' ').slice(0, NAME_WORDS_MAX).join(' ');
  return { name: /\p{L}/u.test(name) ? name : '', city, rules };
};

/** The merchant's name and the city in a narration, with everything around them taken away, one rule after another. */
export const readNarration = remember(read, REMEMBERED_MAX);
