import type { Counterparty } from '../demo/life.ts';
import { ABROAD, AMERICA, BRITAIN, GERMANY } from '../demo/merchants.ts';
import type { Place } from './places.ts';

/** When in the day something is bought, local hours, the first included, the last not. */
export type Hours = readonly [number, number];

/** A kind of spending that comes now and then. */
export type Pursuit = {
  /** Plaid PFC, detailed. */
  readonly category: string;
  readonly timesAMonth: number;
  /** The least and the most that one costs at an average level of spending, cents. */
  readonly cents: readonly [number, number];
  readonly hours: Hours;
  /** How much likelier it is on Saturday and Sunday. */
  readonly weekendTimes: number;
  /** How much likelier it is in December; 1 otherwise. */
  readonly decemberTimes: number;
  readonly at: Readonly<Record<Place['country'], readonly Counterparty[]>>;
};

const shops = (mcc: string, ...narrations: readonly string[]): Counterparty[] =>
  narrations.map((narration) => ({ narration, mcc }));

/** The same made-up shop as a bank in each country writes it; `{city}` is the customer's. */
const everywhere = (mcc: string, german: string, english: string): Pursuit['at'] => ({
  DE: shops(mcc, `${german}//{city}/DE`),
  GB: shops(mcc, `CARD PAYMENT TO ${english} {city} GB`),
  US: shops(mcc, `POS PURCHASE ${english} {city} AZ`),
});

const DAYTIME: Hours = [9, 20];
const EVENING: Hours = [17, 23];

const pursuit = (
  category: string,
  timesAMonth: number,
  cents: readonly [number, number],
  at: Pursuit['at'],
  { hours = DAYTIME, weekendTimes = 1, decemberTimes = 1 }: Partial<Pursuit> = {},
): Pursuit => ({ category, timesAMonth, cents, hours, weekendTimes, decemberTimes, at });

/** What people spend their money on between the standing payments. */
export const PURSUITS: readonly Pursuit[] = [
  pursuit(
    'FOOD_AND_DRINK_GROCERIES',
    9,
    [1_400, 7_800],
    { DE: GERMANY.groceries, GB: BRITAIN.groceries, US: AMERICA.groceries },
    { weekendTimes: 1.4, decemberTimes: 1.2 },
  ),
  pursuit(
    'FOOD_AND_DRINK_COFFEE',
    4,
    [280, 690],
    {
      ...everywhere('5814', 'KAFFEEROESTEREI MOKKA', 'BEAN AND LEAF COFFEE'),
      GB: BRITAIN.coffee,
    },
    { hours: [7, 12] },
  ),
  pursuit(
    'FOOD_AND_DRINK_FAST_FOOD',
    3,
    [750, 1_900],
    {
      ...everywhere('5814', 'IMBISS AM BAHNHOF', 'CORNER BURGERS'),
      DE: GERMANY.fastFood,
    },
    { hours: [11, 23] },
  ),
  pursuit(
    'FOOD_AND_DRINK_RESTAURANT',
    2,
    [1_900, 7_400],
    { DE: GERMANY.restaurants, GB: BRITAIN.restaurants, US: AMERICA.restaurants },
    { hours: EVENING, weekendTimes: 2.5, decemberTimes: 1.5 },
  ),
  pursuit('TRANSPORTATION_GAS', 2, [3_400, 8_200], { DE: GERMANY.fuel, GB: BRITAIN.fuel, US: AMERICA.fuel }),
  pursuit(
    'TRANSPORTATION_PUBLIC_TRANSIT',
    4,
    [230, 1_800],
    { ...everywhere('4111', 'NAHVERKEHR', 'METRO TRANSIT'), DE: GERMANY.transport, GB: BRITAIN.transport },
    { hours: [6, 22], weekendTimes: 0.6 },
  ),
  pursuit('MEDICAL_PHARMACIES_AND_SUPPLEMENTS', 1.3, [500, 3_600], {
    DE: GERMANY.pharmacy,
    GB: BRITAIN.pharmacy,
    US: AMERICA.pharmacy,
  }),
  pursuit(
    'GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES',
    1,
    [2_400, 9_900],
    { ...everywhere('5651', 'MODEHAUS', 'MILL OUTLET'), DE: GERMANY.clothes, GB: BRITAIN.clothes },
    { weekendTimes: 2, decemberTimes: 2 },
  ),
  pursuit(
    'GENERAL_MERCHANDISE_ONLINE_MARKETPLACES',
    2,
    [1_100, 8_900],
    everywhere('5262', 'MARKTPLATZ.NET BESTELLUNG', 'MARKETHALL ONLINE'),
    { hours: [8, 24], decemberTimes: 2.2 },
  ),
  pursuit(
    'GENERAL_MERCHANDISE_ELECTRONICS',
    0.3,
    [3_900, 24_900],
    everywhere('5732', 'ELEKTRO BLITZ', 'VOLT ELECTRONICS'),
    { decemberTimes: 2.5 },
  ),
  pursuit(
    'HOME_IMPROVEMENT_HARDWARE',
    0.6,
    [1_200, 9_900],
    {
      ...everywhere('5200', 'BAUMARKT', 'TOOLSHED HARDWARE'),
      DE: GERMANY.household,
    },
    { weekendTimes: 2 },
  ),
  pursuit(
    'PERSONAL_CARE_HAIR_AND_BEAUTY',
    0.6,
    [1_800, 6_500],
    everywhere('7230', 'FRISEUR HAARGENAU', 'CUT ABOVE HAIR'),
  ),
  pursuit(
    'ENTERTAINMENT_TV_AND_MOVIES',
    0.6,
    [1_100, 3_900],
    everywhere('7832', 'KINO LICHTSPIEL', 'ODEON STREET CINEMA'),
    { hours: EVENING, weekendTimes: 3 },
  ),
  pursuit(
    'GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES',
    0.4,
    [1_200, 5_900],
    { ...everywhere('5947', 'GESCHENKE PAPIERTIGER', 'PAPER AND RIBBON GIFTS'), US: AMERICA.gifts },
    { decemberTimes: 5 },
  ),
  pursuit('MEDICAL_PRIMARY_CARE', 0.2, [2_500, 8_500], everywhere('8011', 'PRAXIS DR LINDE', 'FAMILY MEDICINE')),
  pursuit('TRANSFER_OUT_WITHDRAWAL', 1.5, [2_000, 10_000], {
    DE: GERMANY.cash,
    GB: BRITAIN.cash,
    US: AMERICA.cash,
  }),
];

/** What a child brings with it. */
export const CHILD_PURSUITS: readonly Pursuit[] = [
  pursuit('GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE', 3, [1_500, 9_900], {
    ...everywhere('5641', 'BABYMARKT STORCHENNEST', 'STORK AND CO BABY'),
  }),
  pursuit('MEDICAL_PHARMACIES_AND_SUPPLEMENTS', 2, [700, 2_900], {
    DE: GERMANY.pharmacy,
    GB: BRITAIN.pharmacy,
    US: AMERICA.pharmacy,
  }),
];

/** What a new home brings with it, within weeks. */
export const MOVING_PURSUITS: readonly Pursuit[] = [
  pursuit(
    'HOME_IMPROVEMENT_FURNITURE',
    4,
    [7_900, 59_000],
    everywhere('5712', 'MOEBELHAUS ESCHE', 'OAK FURNITURE BARN'),
  ),
  pursuit('HOME_IMPROVEMENT_HARDWARE', 4, [1_900, 12_900], {
    ...everywhere('5200', 'BAUMARKT', 'TOOLSHED HARDWARE'),
    DE: GERMANY.household,
  }),
];

/** What people turn to when money runs out. */
export const STRESS_PURSUITS: readonly Pursuit[] = [
  pursuit(
    'ENTERTAINMENT_CASINOS_AND_GAMBLING',
    3,
    [1_000, 6_000],
    everywhere('7995', 'LUCKYSPIN WETTEN', 'LUCKYSPIN BETTING'),
    { hours: [19, 24] },
  ),
  pursuit(
    'LOAN_PAYMENTS_PERSONAL_LOAN_PAYMENT',
    2,
    [4_900, 14_900],
    everywhere('6012', 'SOFORTRATE KLEINKREDIT', 'PAYLATER INSTALMENT'),
  ),
];

/** Days away: what is bought there, whatever the home is. */
export const AWAY_PLACES: readonly (readonly Counterparty[])[] = [ABROAD.lisbon, ABROAD.zurich, ABROAD.newYork];
export const AWAY_CATEGORY: Readonly<Record<string, string>> = {
  '5812': 'FOOD_AND_DRINK_RESTAURANT',
  '5411': 'FOOD_AND_DRINK_GROCERIES',
  '4121': 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES',
  '4111': 'TRANSPORTATION_PUBLIC_TRANSIT',
  '5651': 'GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES',
};

/** The home city that the demo's shops are written with. */
const WRITTEN_CITY = /BERLIN|POTSDAM|LEEDS|TUCSON|\{city\}/g;

/** A shop as it is written in the customer's own city. */
export const inCity = ({ narration }: Counterparty, city: string): string => narration.replace(WRITTEN_CITY, city);
