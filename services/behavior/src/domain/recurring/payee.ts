const WORDS_MAX = 4;

/** Words of the payment itself, not of who is paid. */
const PAYMENT_WORDS = new Set(
  `card payment purchase pos debit credit direct transfer standing order sepa ref reference invoice no nr vom from
   to the online recurring subscription lastschrift gutschrift kartenzahlung ueberweisung dauerauftrag rechnung
   january february march april may june july august september october november december
   jan feb mar apr jun jul aug sep oct nov dec januar februar maerz mai juni juli oktober dezember`.split(/\s+/),
);

/**
 * Who is paid, read off a narration: its first words in capitals, without numbers, references, dates and words of the
 * payment. Empty where nothing is left, so that amounts alone must tell.
 */
export const payeeOf = (narration: string): string =>
  narration
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^\p{L}\p{N}&.']+/u)
    .map((word) => word.replaceAll(/^[.'&]+|[.'&]+$/g, ''))
    .filter((word) => word.length > 1 && !/\p{N}/u.test(word) && !PAYMENT_WORDS.has(word.toLowerCase()))
    .slice(0, WORDS_MAX)
    .join(' ');
