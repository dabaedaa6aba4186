import { anyOf, type NarrationRule, tidied } from './narration-rule.ts';

const WAYS = 'UPI NEFT IMPS RTGS NACH ACH ECS MMT';
const ADDRESSES = `YESB HDFC ICIC SBIN UTIB KKBK PYTM PAYTM OKAXIS OKSBI OKICICI OKHDFCBANK YBL IBL AXL APL`;

/** Parts of Indian narrations that name the way, the bank or the moment, never the payee. */
const NOISE = new RegExp(
  `^((${anyOf(WAYS)})( (CR|DR|IN|OUT))?|P2[AMP]|DR|CR|POS|TRANSFER|PAYMENT|PAY|OTHERS|NA|NULL` +
    `|[A-Z]{4}0?[A-Z0-9]{6}|${anyOf(ADDRESSES)}|\\d+)$`,
);
const KIND = new RegExp(`^(${anyOf(WAYS)})\\s?(DR|CR|OUT|IN)?\\s?[-/:]`);

/** UPI, NEFT, IMPS and RTGS: the first part between slashes, dashes and the @ of the address that names somebody. */
export const unwrapUpi: NarrationRule = {
  name: 'UPI, NEFT or IMPS wrapping',
  strip: (text) => {
    if (!KIND.test(text)) return text;
    const parts = text.replace(/@.*$/, '').split(/[-/:]/).map(tidied);
    return parts.find((part) => /\p{L}{2}/u.test(part) && !NOISE.test(part)) ?? text;
  },
};
