import { removingDigits } from './narration-rule.ts';

/** Card numbers, whole or masked: `XXXX1234`, `**** 1234`, `CARD 1234`, `KARTE NR. 1234`. */
export const stripCardDigits = removingDigits(
  'card digits',
  /\b\d{4,6}[X*]{2,}[X* ]*\d{2,4}\b/g,
  /(\b|(?<=\s)|^)[X*]{2,}[X* -]*\d{2,4}\b/g,
  /\b(CARD|KARTE|CRD|KREDITKARTE|DEBITKARTE)\s*(NR\.?|NO\.?|ENDING( IN)?|#)?\s*\d{4}\b/g,
);
