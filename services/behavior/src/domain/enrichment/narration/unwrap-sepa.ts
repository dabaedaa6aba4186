import { anyOf, type NarrationRule, tidied } from './narration-rule.ts';

const TAG = new RegExp(`\\b(${anyOf('EREF KREF MREF CRED DEBT SVWZ ABWA ABWE IBAN BIC COAM OAMT')})\\+`);
const KINDS = new RegExp(
  `^(SEPA[- ]?)?((${anyOf('BASIS FOLGE ERST FIRMEN ONLINE ECHTZEIT DAUER SAMMEL LOHN')})?[- ]?` +
    '(LASTSCHRIFT|GUTSCHRIFT|[UÜ]BERWEISUNG|UEBERWEISUNG)(SEINZUG|SGUTSCHRIFT)?' +
    '|CREDIT TRANSFER|DIRECT DEBIT|DD|CT|CORE)(?=\\s|$)\\s*',
);

/** SEPA's wrapping: the kind of booking before, tagged references (EREF+, MREF+, CRED+) behind; SVWZ+ is the text. */
export const unwrapSepa: NarrationRule = {
  name: 'SEPA wrapping',
  strip: (text) => {
    const parts = text.split(TAG);
    const [head = ''] = parts;
    const said = parts.includes('SVWZ') ? (parts[parts.indexOf('SVWZ') + 1] ?? '') : '';
    const bare = tidied(head.replace(KINDS, ''));
    const chosen = /\p{L}/u.test(bare) ? bare : said;
    return /\p{L}/u.test(chosen) ? tidied(chosen) : text;
  },
};
