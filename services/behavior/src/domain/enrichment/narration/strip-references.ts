import { anyOf, removingDigits } from './narration-rule.ts';

const NAMES = `REF REFERENCE REFERENZ RF TRACE AUTH ID TXN TRN INV INVOICE RECHNUNG RNR RE KUNDENNR KD-NR KDNR KUNDE
  MANDAT VERTRAG KONTO ORDER BESTELLUNG`;

/** References that name no one: IBANs, reference and mandate numbers, order codes, telephone numbers, long digits. */
export const stripReferences = removingDigits(
  'reference',
  /\b[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?(?=\W|$)/g,
  new RegExp(`\\b(${anyOf(NAMES)})\\.?\\s*(NR|NO|ID|NUMBER|NUMMER)?\\.?\\s*[:#-]?\\s*[A-Z-]*\\d[\\dA-Z/.-]*`, 'g'),
  /(\+?1[ -])?\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b/g,
  /(?<=[A-Z])\*(?=[A-Z0-9]*\d)[A-Z0-9]{4,}\b/g,
  /\b(?=[A-Z-]*\d)(?=\d*[A-Z])[A-Z0-9]{7,}\b/g,
  /\b\d{5,}\b/g,
);
