import { anyOf, type NarrationRule, removing } from './narration-rule.ts';

const WAYS = `POS PURCHASE CHECKCARD CHECK_CARD CARD DEBIT CREDIT VISA MASTERCARD MAESTRO GIROCARD EC KARTENZAHLUNG
  KARTENKAUF KARTENUMSATZ KARTE APPLE_PAY GOOGLE_PAY CONTACTLESS KONTAKTLOS RECURRING PAYMENT PAID PMT ZAHLUNG EINKAUF
  ONLINE PREAUTH PRE-AUTHORISED PRE-AUTHORIZED AUTHORISED AUTHORIZED AUTOPAY ACH WEB TEL PPD TRANSACTION TXN
  BILLPAY BILL_PAY SEPA DAUERAUFTRAG LASTSCHRIFT GUTSCHRIFT ABBUCHUNG BASISLASTSCHRIFT FOLGELASTSCHRIFT
  STANDING_ORDER DIRECT_DEBIT TO FOR AT FROM VON AN BEI DD SO`;
const ENDINGS = `SAGT_DANKE SAGT_VIELEN_DANK DANKT PURCHASE PAYMENT PAYMENTS ZAHLUNG BOOKING RECHARGE ORDER AUTOPAY
  BILL_PAY BILLPAY RECURRING WEB_PMT WEB_PMTS ONLINE_PMT`;

const BEFORE = new RegExp(`^(${anyOf(WAYS)})(?=[\\s:/\\-*])[\\s:/\\-*]*`);
const stripEndings = removing('', new RegExp(`\\s(${anyOf(ENDINGS)})\\W*$`));

const stripRepeated = (text: string): string => {
  let rest = text;
  while (BEFORE.test(rest)) {
    const next = rest.replace(BEFORE, '');
    if (!/\p{L}{2}/u.test(next)) return rest;
    rest = next;
  }
  return rest;
};

/** Words of the way of paying before a name (`POS PURCHASE`, `KARTENZAHLUNG`, `PAYMENT FOR`), and thanks behind it. */
export const stripPaymentWords: NarrationRule = {
  name: 'words of the payment',
  strip: (text) => stripEndings.strip(stripRepeated(text)),
};
