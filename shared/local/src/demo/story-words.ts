/** What the bookings of the story are called on a statement. */
export type StoryWords = {
  readonly bill: string;
  readonly groceries: string;
  readonly fuel: string;
  readonly insurance: string;
  readonly pharmacy: string;
  readonly rent: string;
  readonly energy: string;
  readonly fee: string;
};

const GERMAN: StoryWords = {
  bill: 'FINANZAMT NACHZAHLUNG UND SAEUMNISZUSCHLAG',
  groceries: 'DISCOUNT KAUFHALLE 2210//BERLIN/DE',
  fuel: 'TANKSTELLE RINGBAHN 118//BERLIN/DE',
  insurance: 'KFZ VERSICHERUNG FOLGEBEITRAG',
  pharmacy: 'LINDEN-APOTHEKE//BERLIN/DE',
  rent: 'RUECKLASTSCHRIFT MIETE MANGELS DECKUNG',
  energy: 'RUECKLASTSCHRIFT STROMWERKE SPREE MANGELS DECKUNG',
  fee: 'ENTGELT RUECKLASTSCHRIFT',
};

const ENGLISH: StoryWords = {
  bill: 'TAX OFFICE ARREARS AND SURCHARGE',
  groceries: 'CARD PAYMENT TO CORNER STORES',
  fuel: 'CARD PAYMENT TO RING ROAD FUELS 0114',
  insurance: 'DIRECT DEBIT MOTOR INSURANCE',
  pharmacy: 'CARD PAYMENT TO HIGH STREET PHARMACY',
  rent: 'RETURNED UNPAID RENT',
  energy: 'RETURNED UNPAID ENERGY',
  fee: 'UNPAID ITEM FEE',
};

/** The words for a language tag; English where there are none of its own. */
export const storyWords = (locale: string): StoryWords => (locale.startsWith('de') ? GERMAN : ENGLISH);
