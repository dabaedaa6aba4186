import { anyOf, removingDigits } from './narration-rule.ts';

const MONTHS = `JANUARY JANUAR JAN FEBRUARY FEBRUAR FEB MARCH MÄRZ MAERZ MAR MÄR APRIL APR MAY MAI JUNE JUNI JUN JULY
  JULI JUL AUGUST AUG SEPTEMBER SEPT SEP OCTOBER OKTOBER OCT OKT NOVEMBER NOV DECEMBER DEZEMBER DEC DEZ`;
const MONTH = `(${anyOf(MONTHS)})`;

/** Dates and times: `2026-03-01T14:33`, `01.03.26`, `03/01`, `12 MAR 2026`, `MÄRZ 2026`, `UM 14:33 UHR`. */
export const stripDates = removingDigits(
  'date or time',
  /\b\d{4}-\d{2}-\d{2}(T\d{2}[:.]\d{2}([:.]\d{2})?)?/g,
  /\b\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})\b/g,
  /\b(UM |AT )?\d{1,2}:\d{2}(:\d{2})?( ?(UHR|AM|PM))?\b/g,
  /\b\d{1,2}\/(20\d{2}|\d{1,2})\b/g,
  /\b\d{1,2}\.\d{1,2}\.(?=\s|$)/g,
  new RegExp(`\\b\\d{1,2}[ -]?${MONTH}\\.?([ -]?(20)?\\d{2})?\\b`, 'g'),
  new RegExp(`(?<!\\p{L})${MONTH} (\\d{1,2},? )?20\\d{2}\\b`, 'gu'),
);
