import { BOOKING_WORDS } from '../../domain/enrichment/booking-words.ts';
import type { Direction } from '../../domain/enrichment/direction.ts';
import { MERCHANT_LIST } from '../../domain/enrichment/merchants/merchant-list.ts';
import { CATEGORIES, type Category, primaryOf } from '../../domain/enrichment/taxonomy.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { LEXICON } from './lexicon.ts';
import { CITIES, FIRST_NAMES, NAMES, SYLLABLES, WRAPPERS } from './narration-parts.ts';

/** A made-up booking text with its true category; `core` is the name in it, before a bank wrote around it. */
export type MadeNarration = {
  readonly narration: string;
  readonly direction: Direction;
  readonly category: Category;
  readonly core: string;
};

const PERSON_SHARE = 0.03;
const UNKNOWN_SHARE = 0.06;
const LISTED_SHARE = 0.25;
const CAPITALS_SHARE = 0.5;

const listed = (entries: string | undefined): string[] =>
  (entries ?? '')
    .replaceAll(/\n\s*/g, '')
    .split('|')
    .map((entry) => entry.trim())
    .filter(Boolean);

const directionOf = (category: Category): Direction =>
  ['INCOME', 'TRANSFER_IN'].includes(primaryOf(category)) ? 'IN' : 'OUT';

const isNamed = (category: Category): boolean =>
  [LEXICON[category], BOOKING_WORDS[directionOf(category)][category]].some((entries) => entries !== undefined);

/** The names and words that stand for a category: of small places, of known merchants, of the bank itself. */
const PHRASES = new Map(
  CATEGORIES.filter(isNamed).map((category) => {
    const words = listed(BOOKING_WORDS[directionOf(category)][category]).map((phrase) => phrase.replace('*', ''));
    const merchants = listed(MERCHANT_LIST[category]).flatMap((entry) =>
      entry.replace('!', '').split(/[:,]/).filter(Boolean),
    );
    return [category, { places: listed(LEXICON[category]), words: [...words, ...merchants] }] as const;
  }),
);
const NAMED = [...PHRASES.keys()];

const coreOf = (category: Category, { next, pick }: SeededRandom): string => {
  const { places, words } = PHRASES.get(category)!;
  if (words.length > 0 && (places.length === 0 || next() < LISTED_SHARE)) return pick(words);
  const place = pick(places);
  if (place.includes('~')) return place.replace('~', next() < 0.15 ? '' : pick(NAMES)).trim();
  const chance = next();
  if (chance < 0.35) return `${pick(NAMES)} ${place}`;
  return chance < 0.55 ? `${place} ${pick(NAMES)}` : place;
};

const wrapped = (core: string, direction: Direction, { next, pick }: SeededRandom): string => {
  const digits = () => String(1000 + Math.floor(next() * 9000));
  const text = pick(listed(WRAPPERS[direction])).replace('~', core).replace('@', pick(CITIES)).replaceAll('#', digits);
  return next() < CAPITALS_SHARE ? text.toUpperCase() : text;
};

const brandOf = ({ next, pick }: SeededRandom): string =>
  Array.from({ length: 2 + Math.floor(next() * 2) }, () => pick(SYLLABLES)).join('');

/** So many made-up narrations, every category equally often; people and brands that mean nothing among them. */
export const generateNarrations = (seed: number, count: number): MadeNarration[] => {
  const random = seededRandom(seed);
  const { next, pick } = random;
  return Array.from({ length: count }, () => {
    const chance = next();
    const isPerson = chance < PERSON_SHARE;
    const into: Direction = next() < 0.3 ? 'IN' : 'OUT';
    const category: Category = isPerson
      ? into === 'IN'
        ? 'TRANSFER_IN_OTHER_TRANSFER_IN'
        : 'TRANSFER_OUT_OTHER_TRANSFER_OUT'
      : pick(NAMED);
    const direction = directionOf(category);
    const isUnknown = !isPerson && chance < PERSON_SHARE + UNKNOWN_SHARE;
    const core = isPerson
      ? `${pick(FIRST_NAMES)} ${pick(NAMES)}`
      : isUnknown
        ? brandOf(random)
        : coreOf(category, random);
    return { narration: wrapped(core, direction, random), direction, category, core };
  });
};
