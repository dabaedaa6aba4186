const listed = (words: string): string[] => words.trim().split(/\s+/);

/** Names of people and things that small places bear. */
export const NAMES = listed(`
  Schmidt Müller Weber Wagner Becker Hoffmann Schäfer Koch Richter Klein Wolf Neumann Schwarz Braun Krüger Hartmann
  Lange Werner Krause Lehmann Köhler Maier Huber Novak Dvorak Svoboda Smith Johnson Brown Jones Miller Davis Wilson
  Moore Taylor Anderson Thomas Jackson White Harris Martin Clark Lewis Walker Young King Patel Sharma Singh Kumar
  Gupta Reddy Nair Mehta Rossi Romano Bianchi Moretti Garcia Lopez Yilmaz Kaya Demir Nguyen Tran Sonne Stern Adler
  Krone Linde Rose Anker Hirsch Engel Post Rathaus Bahnhof Markt Golden Royal Sunrise Riverside Central Village
  Green Silver Blue Lotus Phoenix Star Lakshmi Ganesh Krishna Nord Süd West Ost Berg Tal Wald Garden Corner Oak
  Maple Harbor Downtown Nova Alpha Metro Prime Elite`);

export const FIRST_NAMES = listed(`
  Anna Peter Maria Hans Julia Thomas Laura Michael Sophie Max Emma Paul John Mary James Linda Robert Priya Rahul
  Anita Jan Eva`);

export const CITIES = listed(`
  Berlin Hamburg München Köln Frankfurt Leipzig Dresden Wien London Paris Prag Austin Chicago Seattle Mumbai Pune
  Delhi Chennai`);

/** Syllables of brands that mean nothing, so that the model learns to say that it does not know. */
export const SYLLABLES = listed(`
  ka ro ven ti lu ma zor bi tec fin qua lo ne xi pra dor sel mi on ar ex to vi ra nox gel ly um ast eno`);

/** What banks, processors and wallets write around a name: `~` the name, `@` a city, `#` four digits. */
export const WRAPPERS = {
  OUT: `
    ~|~|~|~ @|~ #|~ # @|SQ *~|SQ *~ @|PAYPAL *~|PAYPAL *~ #33333|SUMUP *~|SumUp *~ @ DE|Zettle_*~|IZ *~|TST* ~ @
    |POS PURCHASE ~ @|POS # ~|VISA DEBIT ~ # @|DEBIT CARD PURCHASE XXXX# ~|CARD # ~ @|CHECKCARD 0412 ~ @
    |Kartenzahlung ~ @|Kartenzahlung girocard ~|~ SAGT DANKE #9876|~//@/DE|~//@/DE 2026-03-01T14:33:21
    |SEPA-Lastschrift ~ EREF+#77 MREF+#|Lastschrift ~|Folgelastschrift ~ GmbH|~ GmbH|~ Inc|~ AG|Dauerauftrag ~
    |UPI-~@PAYTM-5001#|UPI/DR/4123#/~/YESB/pay|Payment to ~|Payment for ~|~ payment|APPLE PAY ~ @|GOOGLE *~
    |WWW.~.COM|~ 12 MAR 2026|~ 03/26|IMPS-9#1-~-HDFC`,
  IN: `
    ~|~|~ #|SEPA-Gutschrift ~|Gutschrift ~ GmbH|~ 03/2026|~ @|NEFT CR-HDFC000#-~|ACH CREDIT ~|~ AG|~ Inc
    |CREDIT ~|~ MÄRZ 2026|SEPA-Überweisung ~ EREF+#12|UPI/CR/4123#/~/SBIN|Direct deposit ~`,
};
