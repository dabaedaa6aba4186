import type { Direction } from './direction.ts';
import { nameKeyOf } from './merchants/known-merchant.ts';
import { remember } from './remember.ts';
import { type Category, primaryOf } from './taxonomy.ts';

/**
 * Words by which banks, employers and offices name a booking, English, German and the Czech symbols of payment; `*`
 * stands for any ending. Umlauts are written as one letter, as they are compared.
 */
const MONEY_IN: Partial<Readonly<Record<Category, string>>> = {
  INCOME_WAGES: `
    salary|payroll|wages|direct dep|gehalt*|lohn*|besoldung|bezuge|verguetung*|vergutung*|mzda|vyplata|sal cr`,
  INCOME_UNEMPLOYMENT: `
    unemployment*|ui benefit|arbeitslosengeld*|bundesagentur fur arbeit|bundesagentur fuer arbeit|jobcenter
    |buergergeld|burgergeld|alg i|alg ii|podpora v nezamestnanosti|jobseekers allowance`,
  INCOME_RETIREMENT_PENSION: `
    pension*|rente|altersrente|rentenversicherung|rentenzahlung|deutsche rentenversicherung|social security
    |ssa treas|duchod|duchodu|epfo|betriebsrente|witwenrente`,
  INCOME_TAX_REFUND: `
    tax refund|tax ref|irs treas|steuererstattung|finanzamt|income tax refund|steuerruckzahlung|preplatek na dani`,
  INCOME_INTEREST_EARNED: `
    interest|interest paid|interest earned|interest credit|int pd|zinsen|habenzins*|zinsgutschrift|urok|zinsertrag`,
  INCOME_DIVIDENDS: `dividend*|ausschuttung|ausschuettung|ertragsgutschrift`,
  INCOME_OTHER_INCOME: `
    kindergeld|familienkasse|child benefit|elterngeld|wohngeld|bafog|bafoeg|universal credit|child tax credit|payout
    |stipend*|unterhalt*|alimony|honorar|krankengeld|mutterschaftsgeld|housing benefit|pridavky na deti`,
  TRANSFER_IN_CASH_ADVANCES_AND_LOANS: `
    cash advance*|payday*|loan disbursement|loan proceeds|loan credit|kreditauszahlung|darlehensauszahlung
    |kredit auszahlung|overdraft transfer|pujcka`,
  TRANSFER_IN_DEPOSIT: `
    cash deposit|cash dep|atm deposit|mobile deposit|check deposit|cheque deposit|bareinzahlung|einzahlung|vklad`,
  TRANSFER_IN_SAVINGS: `from savings|savings withdrawal|vom tagesgeld|vom sparkonto|fd closure|fd maturity`,
  TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS: `
    wertpapierverkauf|verkauf wertpapiere|sale of securities|mutual fund redemption|redemption|depotverkauf`,
  TRANSFER_IN_ACCOUNT_TRANSFER: `
    own account|internal transfer|between accounts|self transfer|umbuchung|eigenubertrag|eigenuebertrag
    |kontoubertrag|ubertrag eigenes konto`,
};

const MONEY_OUT: Partial<Readonly<Record<Category, string>>> = {
  BANK_FEES_OVERDRAFT_FEES: `
    overdraft fee|overdraft charge|od fee|overdraft item fee|uberziehungsgebuhr*|uberziehungsentgelt
    |ueberziehungsgebuehr*|extended overdraft|unarranged overdraft`,
  BANK_FEES_INSUFFICIENT_FUNDS: `
    insufficient funds|nsf fee|nsf|returned item fee|returned payment fee|rucklastschrift*|ruecklastschrift*
    |mangels deckung|ach return charge|ecs return|bounce charge*|cheque return charge*`,
  BANK_FEES_ATM_FEES: `
    atm fee|atm surcharge|atm charge*|geldautomatengebuhr*|fremdautomat*|abhebegebuhr|non network atm`,
  BANK_FEES_FOREIGN_TRANSACTION_FEES: `
    foreign transaction fee|foreign exchange fee|fx fee|auslandseinsatz*|fremdwahrungs*|auslandsentgelt
    |cross border fee|forex markup`,
  BANK_FEES_INTEREST_CHARGE: `
    interest charge*|purchase interest|finance charge|sollzins*|dispozins*|uberziehungszins*|ueberziehungszins*
    |dispositionszins*|sankc urok|sankcni urok|overdraft interest|debit interest`,
  BANK_FEES_OTHER_BANK_FEES: `
    maintenance fee|account fee|monthly account fee|monthly service fee|monthly service charge|service charge
    |kontofuhrung*|kontofuehrung*|entgeltabschluss|rechnungsabschluss|kartenentgelt|jahresgebuhr karte|wire fee
    |sluzby|poplatek|statement fee|minimum balance charge*|sms charges|annual card fee|late fee|mahngebuhr*`,
  TRANSFER_OUT_WITHDRAWAL: `
    atm|cash withdrawal|cash wdl|atm wdl|withdrawal|bargeldauszahlung|barauszahlung|geldautomat|bankomat|bargeld
    |bargeldabhebung|vyber|nwd|auszahlung ga`,
  TRANSFER_OUT_SAVINGS: `
    to savings|savings transfer|savings|sparrate|sparen|tagesgeld|sparkonto|recurring deposit|fixed deposit|sporeni`,
  TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS: `
    wertpapier*|etf sparplan|sparplan|fondssparplan|mutual fund|sip|brokerage|riester*|rurup*|401k|roth ira
    |aktienkauf|depotubertrag|pension contribution|altersvorsorge`,
  TRANSFER_OUT_ACCOUNT_TRANSFER: `
    own account|internal transfer|between accounts|self transfer|umbuchung|eigenubertrag|eigenuebertrag
    |kontoubertrag|ubertrag eigenes konto`,
  LOAN_PAYMENTS_MORTGAGE_PAYMENT: `
    mortgage*|hypothek*|baufinanzierung|immobilienkredit|home loan|immobiliendarlehen|hypoteka`,
  LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT: `
    personal loan|loan payment|loan repayment|ratenkredit|kreditrate|kredit rate|emi|uver|splatka uveru
    |darlehensrate|privatkredit|tilgung`,
  LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT: `
    student loan|student ln|dept education|bafog ruckzahlung|studienkredit|education loan`,
  LOAN_PAYMENTS_CAR_PAYMENT: `car loan|auto loan|autokredit|leasingrate|autofinanzierung|vehicle loan|car payment`,
  LOAN_PAYMENTS_CREDIT_CARD_PAYMENT: `
    credit card payment|credit card bill|kreditkartenabrechnung|kreditkarte abrechnung|card autopay
    |credit crd autopay|cc payment|cc bill`,
  RENT_AND_UTILITIES_RENT: `
    rent|rent payment|miete|mietzahlung|kaltmiete|warmmiete|hausgeld|landlord|hausverwaltung|wohnungsmiete|sipo
    |najem|najemne|nebenkosten`,
  RENT_AND_UTILITIES_GAS_AND_ELECTRICITY: `
    electricity|electric bill|strom|stromabschlag|gasabschlag|erdgas|energie abschlag|elektrina`,
  GENERAL_SERVICES_INSURANCE: `
    insurance|versicherung*|haftpflicht*|krankenversicherung|kfz versicherung|pojistne|pojistka|pojisteni
    |insurance premium|lebensversicherung`,
  TRAVEL_RENTAL_CARS: `rent a car|car rental|car hire|autovermietung|mietwagen|rental car`,
  GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT: `
    finanzamt|income tax|property tax|kfz steuer|kraftfahrzeugsteuer|hauptzollamt|bundeskasse|usataxpymt|irs
    |steuervorauszahlung|einkommensteuer|grundsteuer|advance tax|council tax|gst payment|dan z prijmu|tax payment`,
  GOVERNMENT_AND_NON_PROFIT_GOVERNMENT_DEPARTMENTS_AND_AGENCIES: `
    bussgeld|ordnungsamt|landeshauptkasse|stadtkasse|court fee|passport fee|einwohnermeldeamt|traffic fine|challan`,
  GENERAL_SERVICES_CHILDCARE: `
    kita|kindergarten|kinderkrippe|daycare|day care|nursery school|childcare|tagesmutter|kitagebuhr*|babysit*`,
};

/** The words, by direction and category, as they are listed. */
export const BOOKING_WORDS = { IN: MONEY_IN, OUT: MONEY_OUT };

type Phrase = { readonly words: string; readonly category: Category };

const phrasesOf = (table: Partial<Readonly<Record<Category, string>>>): Phrase[] =>
  Object.entries(table)
    .flatMap(([category, phrases]) =>
      phrases
        .split('|')
        .map((phrase) => phrase.trim().toUpperCase())
        .map((phrase) => ({
          words: phrase.endsWith('*') ? ` ${phrase.slice(0, -1)}` : ` ${phrase} `,
          category: category as Category,
        })),
    )
    // The longest first: it says the most.
    .sort((a, b) => b.words.length - a.words.length || (a.words < b.words ? -1 : 1));

const STEM_LENGTH = 3;

/** Phrases by the letters that they begin with, so that few are compared at each word. */
const byStem = (phrases: readonly Phrase[]): ReadonlyMap<string, Phrase[]> =>
  Map.groupBy(phrases, ({ words }) => words.slice(1, STEM_LENGTH + 1));

const PHRASES: Readonly<Record<Direction, ReadonlyMap<string, Phrase[]>>> = {
  IN: byStem(phrasesOf(MONEY_IN)),
  OUT: byStem(phrasesOf(MONEY_OUT)),
};

const TEXT_LENGTH_MAX = 300;
const REMEMBERED_MAX = 5_000;

const longestIn = (direction: Direction) => (narration: string) => {
  const text = ` ${nameKeyOf(narration.slice(0, TEXT_LENGTH_MAX)).replaceAll(/[&+]/g, ' ')} `;
  let longest: Phrase | null = null;
  for (let at = text.indexOf(' '); at >= 0 && at < text.length - 1; at = text.indexOf(' ', at + 1)) {
    const phrases = PHRASES[direction].get(text.slice(at + 1, at + 1 + STEM_LENGTH)) ?? [];
    const found = phrases.find(({ words }) => text.startsWith(words, at));
    if (found && (longest === null || found.words.length > longest.words.length)) longest = found;
  }
  return { phrase: longest };
};
const LONGEST = {
  IN: remember(longestIn('IN'), REMEMBERED_MAX),
  OUT: remember(longestIn('OUT'), REMEMBERED_MAX),
};

/** What a booking is by its own words, the longest that it has; null where it has none. */
export const findBookingWords = (
  narration: string,
  direction: Direction,
): { readonly words: string; readonly category: Category } | null => {
  const { phrase } = LONGEST[direction](narration);
  return phrase && { category: phrase.category, words: phrase.words.trim() };
};

/** Whether words of this category say more than the name of a merchant beside them: income, and the bank's own fees. */
export const outranksMerchant = (category: Category): boolean =>
  ['INCOME', 'TRANSFER_IN', 'BANK_FEES'].includes(primaryOf(category));
