import type { SeriesKind } from './ground-truth.ts';

/** Where somebody lives, and how a bank writes there. `{month}`, `{who}` and `{city}` are filled in. */
export type Place = {
  readonly country: 'DE' | 'GB' | 'US';
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  /** Hours that local time is ahead of UTC, the same all year. */
  readonly hoursAhead: number;
  readonly cities: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  /** Who may stand behind a series. */
  readonly parties: Readonly<
    Record<'employer' | 'client' | 'landlord' | 'energy' | 'phone' | 'insurer', readonly string[]>
  >;
  readonly subscriptions: readonly { readonly narration: string; readonly cents: number; readonly mcc: string }[];
  readonly words: Readonly<
    Record<SeriesKind | 'INVOICE' | 'FROM_SAVINGS' | 'OVERDRAFT_INTEREST' | 'RETURN_FEE', string>
  >;
};

const GERMANY: Place = {
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  hoursAhead: 1,
  cities: ['BERLIN', 'HAMBURG', 'LEIPZIG', 'KOELN', 'BREMEN', 'DRESDEN', 'ERFURT'],
  firstNames: ['Anna', 'Mehmet', 'Jonas', 'Katrin', 'Lena', 'Paul', 'Sabine', 'Tobias', 'Elif', 'Uwe'],
  lastNames: ['Becker', 'Yılmaz', 'Hoffmann', 'Krause', 'Lehmann', 'Neumann', 'Schäfer', 'Vogt', 'Winkler'],
  parties: {
    employer: ['NORDLICHT LOGISTIK GMBH', 'KOMPASS BERATUNG AG', 'TEXTILWERK HAVEL GMBH', 'KLINIKUM LINDENHOF'],
    client: ['FAHRDIENST FLOTT', 'BOTENGANG PLATTFORM', 'AGENTUR HELLBLAU', 'VERLAG AM MARKT'],
    landlord: ['HAUSVERWALTUNG KASTANIE GBR', 'WOHNBAU SPREEUFER', 'WOHNUNGSGENOSSENSCHAFT ELSTER', 'IMMOBILIEN RABE'],
    energy: ['STROMWERKE SPREE', 'GASVERSORGUNG MARK', 'STADTWERKE AUENTAL'],
    phone: ['TELEKOMMUNIKATION DSL UND MOBIL', 'MOBILFUNK WELTTARIF'],
    insurer: ['HAFTPFLICHT UND HAUSRAT VERSICHERUNG AG', 'LEBENSVERSICHERUNG ALLEE AG'],
  },
  subscriptions: [
    { narration: 'FILMSTROM ABO', cents: 1_399, mcc: '4899' },
    { narration: 'MUSIKBOX FAMILY ABO', cents: 1_099, mcc: '5815' },
    { narration: 'ABENDBLATT DIGITAL ABO', cents: 999, mcc: '5968' },
    { narration: 'WOLKENSPEICHER PLUS', cents: 299, mcc: '5734' },
  ],
  words: {
    SALARY: 'LOHN/GEHALT {month} {who}',
    PENSION: 'RENTENSERVICE ALTERSRENTE {month}',
    UNEMPLOYMENT_BENEFIT: 'ARBEITSAGENTUR ALG {month}',
    CHILD_BENEFIT: 'FAMILIENKASSE KINDERGELD {month}',
    ALLOWANCE: 'DAUERAUFTRAG UNTERHALT ELTERN {month}',
    GIG_PAY: 'GUTSCHRIFT AUSZAHLUNG {who}',
    INVOICE: 'GUTSCHRIFT RECHNUNG {who}',
    RENT: 'MIETE {month} {who}',
    ENERGY: '{who} ABSCHLAG {month}',
    TELEPHONE: '{who} RNG {month}',
    INSURANCE: '{who} BEITRAG',
    CAR_INSURANCE: 'KFZ VERSICHERUNG QUARTALSBEITRAG',
    SUBSCRIPTION: '{who}',
    GYM: 'FITNESSWERK {city} BEITRAG',
    LOAN: 'RATENKREDIT AUTOBANK RATE {month}',
    CHILDCARE: 'KITA GARTENZWERGE ELTERNBEITRAG {month}',
    SAVING: 'UMBUCHUNG TAGESGELD',
    FROM_SAVINGS: 'UMBUCHUNG VOM TAGESGELD',
    OVERDRAFT_INTEREST: 'ABRECHNUNG SOLLZINSEN KONTOUEBERZIEHUNG',
    RETURN_FEE: 'ENTGELT RUECKLASTSCHRIFT',
  },
};

const BRITAIN: Place = {
  country: 'GB',
  currency: 'GBP',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  hoursAhead: 0,
  cities: ['LEEDS', 'BRISTOL', 'GLASGOW', 'CARDIFF', 'NORWICH', 'SHEFFIELD'],
  firstNames: ['Imogen', 'Callum', 'Priya', 'Oliver', 'Grace', 'Tariq', 'Hannah', 'Rhys'],
  lastNames: ['Clarke', 'Patel', 'Morgan', 'Fraser', 'Hughes', 'Begum', 'Whitfield', 'Reid'],
  parties: {
    employer: ['AIRE VALLEY HOSPITAL TRUST', 'HARBOUR FREIGHT LTD', 'NORTH MOOR SCHOOLS', 'PENNINE SOFTWARE LTD'],
    client: ['QUICKWHEEL COURIERS', 'BRIGHTSIDE AGENCY', 'HOLLOWAY PUBLISHING LTD', 'TASKLANE'],
    landlord: ['CANAL WHARF LETTINGS', 'KINGFISHER HOMES', 'HYDE PARK PROPERTY', 'ORCHARD ESTATES'],
    energy: ['NORTHGRID ENERGY', 'SEVERN POWER'],
    phone: ['TALKBACK MOBILE', 'FIBRELINE BROADBAND'],
    insurer: ['OAKTREE HOME INSURANCE', 'HARBOUR LIFE ASSURANCE'],
  },
  subscriptions: [
    { narration: 'CARD PAYMENT TO FILMSTREAM SUBSCRIPTION', cents: 1_099, mcc: '4899' },
    { narration: 'CARD PAYMENT TO MUSICBOX SUBSCRIPTION', cents: 1_199, mcc: '5815' },
    { narration: 'CARD PAYMENT TO MORNING COURIER DIGITAL', cents: 899, mcc: '5968' },
    { narration: 'CARD PAYMENT TO CLOUDSHELF STORAGE', cents: 249, mcc: '5734' },
  ],
  words: {
    SALARY: 'BACS SALARY {month} {who}',
    PENSION: 'DWP STATE PENSION',
    UNEMPLOYMENT_BENEFIT: 'DWP UNIVERSAL CREDIT',
    CHILD_BENEFIT: 'HMRC CHILD BENEFIT',
    ALLOWANCE: 'STANDING ORDER FROM MUM AND DAD',
    GIG_PAY: 'FASTER PAYMENT FROM {who} PAYOUT',
    INVOICE: 'FASTER PAYMENT FROM {who} INVOICE',
    RENT: 'STANDING ORDER RENT {who}',
    ENERGY: 'DIRECT DEBIT {who}',
    TELEPHONE: 'DIRECT DEBIT {who}',
    INSURANCE: 'DIRECT DEBIT {who}',
    CAR_INSURANCE: 'DIRECT DEBIT MOTOR INSURANCE QUARTER',
    SUBSCRIPTION: '{who}',
    GYM: 'CARD PAYMENT TO {city} GYM MEMBERSHIP',
    LOAN: 'DIRECT DEBIT CAR FINANCE AGREEMENT',
    CHILDCARE: 'DIRECT DEBIT LITTLE ACORNS NURSERY FEES',
    SAVING: 'TRANSFER TO SAVINGS POT',
    FROM_SAVINGS: 'TRANSFER FROM SAVINGS POT',
    OVERDRAFT_INTEREST: 'INTEREST ON OVERDRAWN BALANCE',
    RETURN_FEE: 'UNPAID ITEM FEE',
  },
};

const AMERICA: Place = {
  country: 'US',
  currency: 'USD',
  locale: 'en-US',
  timeZone: 'America/Phoenix',
  hoursAhead: -7,
  cities: ['TUCSON', 'PHOENIX', 'MESA', 'YUMA', 'FLAGSTAFF'],
  firstNames: ['Walter', 'Maria', 'Jamal', 'Emily', 'Luis', 'Denise', 'Kevin', 'Aiyana'],
  lastNames: ['Brennan', 'Ortiz', 'Washington', 'Nguyen', 'Miller', 'Begay', 'Salazar', 'Cooper'],
  parties: {
    employer: ['COPPER STATE CLINICS', 'MESA UNIFIED SCHOOLS', 'SUNBELT FREIGHT INC', 'SONORA SYSTEMS LLC'],
    client: ['RIDENOW PARTNER', 'DASHCART COURIER', 'BLUE MESA STUDIO', 'CANYON MEDIA LLC'],
    landlord: ['SAGUARO APARTMENTS', 'OLD PUEBLO RENTALS', 'CASITA PROPERTY MGMT', 'PALO VERDE HOMES'],
    energy: ['SUNBELT ELECTRIC', 'DESERT GAS AND POWER'],
    phone: ['MESA CABLE AND PHONE', 'ROADRUNNER WIRELESS'],
    insurer: ['HOMEOWNERS MUTUAL INSURANCE', 'CACTUS LIFE INSURANCE'],
  },
  subscriptions: [
    { narration: 'CHECKCARD FILMSTREAM SUBSCRIPTION', cents: 1_549, mcc: '4899' },
    { narration: 'CHECKCARD MUSICBOX SUBSCRIPTION', cents: 1_099, mcc: '5815' },
    { narration: 'CHECKCARD MORNING COURIER NEWSPAPER', cents: 1_200, mcc: '5968' },
    { narration: 'CHECKCARD CLOUDSHELF STORAGE', cents: 299, mcc: '5734' },
  ],
  words: {
    SALARY: 'PAYROLL DIR DEP {who}',
    PENSION: 'SSA TREAS 310 SOCIAL SECURITY PENSION',
    UNEMPLOYMENT_BENEFIT: 'AZ DES UNEMPLOYMENT INS BENEFIT',
    CHILD_BENEFIT: 'TREAS 310 CHILD TAX CREDIT',
    ALLOWANCE: 'ZELLE FROM MOM AND DAD',
    GIG_PAY: 'ACH CREDIT {who} PAYOUT',
    INVOICE: 'ACH CREDIT {who} INVOICE',
    RENT: 'ACH DEBIT {who} RENT',
    ENERGY: '{who} AUTOPAY',
    TELEPHONE: '{who} AUTOPAY',
    INSURANCE: '{who} PREMIUM',
    CAR_INSURANCE: 'AUTO INSURANCE QUARTERLY PREMIUM',
    SUBSCRIPTION: '{who}',
    GYM: 'CHECKCARD {city} FITNESS CLUB DUES',
    LOAN: 'AUTO LOAN PAYMENT DESERT MOTOR CREDIT',
    CHILDCARE: 'ACH DEBIT LITTLE COYOTES PRESCHOOL',
    SAVING: 'ONLINE TRANSFER TO SAVINGS',
    FROM_SAVINGS: 'ONLINE TRANSFER FROM SAVINGS',
    OVERDRAFT_INTEREST: 'OVERDRAFT ITEM FEE',
    RETURN_FEE: 'NSF RETURNED ITEM FEE',
  },
};

export const PLACES: readonly Place[] = [GERMANY, BRITAIN, AMERICA];
