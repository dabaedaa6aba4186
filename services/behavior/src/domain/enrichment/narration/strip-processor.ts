import { anyOf, removing } from './narration-rule.ts';

const SHORT = `SQ SQU GOSQ.COM PAYPAL PP PYPL SUMUP SUM_UP ZETTLE IZ IZETTLE TST SP SPO STRIPE ST KLARNA ADYEN MOLLIE
  WORLDPAY CKO EB FS PY WPY IN LS DD DNH BILL CLOVER TOAST SHOPIFY BT CCV NYX NYA PAYU RAZORPAY RAZ PAYTM BILLDESK
  CCAVENUE VPAY CRV APLPAY APL_PAY PAYONE VIVA WLY GLOBAL-E 2CHECKOUT 2CO.COM FSPRG PADDLE PADDLE.NET`;
const LONG = 'PAYPAL KLARNA SUMUP ZETTLE ADYEN MOLLIE RAZORPAY STRIPE';
const FORMS = 'EUROPE BANK_AB PAYMENTS PAYMENT (EUROPE) S.A.R.L. ET_CIE INST_XFER INC BV LTD';

/** Payment processors who stand before the merchant: `SQ *`, `PAYPAL *`, `SumUp *`, `Zettle_*`, `IZ *`, `TST*` … */
export const stripProcessor = removing(
  'payment processor',
  new RegExp(`^(${anyOf(SHORT)})\\s*[*_]\\s*`),
  new RegExp(`^(${anyOf(LONG)})\\s+(${anyOf(FORMS)})[^/*]*[/*]+\\s*`),
);
