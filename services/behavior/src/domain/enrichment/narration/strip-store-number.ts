import { anyOf, removingDigits } from './narration-rule.ts';

const PLACES = 'STORE SHOP BRANCH FILIALE FILIAL FIL MARKT TERMINAL TERM STATION LOC UNIT NR NO NUMMER';

/** Numbers of a branch or terminal: `#0123`, `STORE 123`, `FILIALE 12`, `FIL. 0042`, `T-2201`, a number at the end. */
export const stripStoreNumber = removingDigits(
  'store number',
  /#\s?\d+\b/g,
  new RegExp(`\\b(${anyOf(PLACES)})\\.?\\s*(NR\\.?|NO\\.?)?\\s*\\d{1,6}\\b`, 'g'),
  /\b[TSFD]-?\d{2,5}\b/g,
  /(?<=\p{L}\S*)\s(\d{3,5}(?=\s|$)|\d{2}$)/gu,
);
