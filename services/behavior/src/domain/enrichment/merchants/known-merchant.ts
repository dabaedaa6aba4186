import { remember } from '../remember.ts';
import type { Category } from '../taxonomy.ts';
import { MERCHANT_LIST } from './merchant-list.ts';

/** A merchant whom many know: the name to show, and what they sell. */
export type KnownMerchant = { readonly name: string; readonly category: Category };

/** Names that are compared as they stand. */
const IS_KEY = /^[A-Z0-9&+]+(?: [A-Z0-9&+]+)*$/;

/** A name as it is compared: capitals without accents, letters and digits as words. */
export const nameKeyOf = (name: string): string => {
  if (IS_KEY.test(name)) return name;
  return name
    .replaceAll('ß', 'SS')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^\p{L}\p{N}&+]+/gu, ' ')
    .trim();
};

const MERCHANTS = new Map<string, KnownMerchant>();
const ALONE = new Set<string>();
for (const [category, entries] of Object.entries(MERCHANT_LIST)) {
  for (const entry of entries.replaceAll(/\n\s*/g, '').split('|')) {
    const [listed = '', spellings = ''] = entry.trim().split(':');
    const name = listed.replace('!', '');
    if (listed.endsWith('!')) ALONE.add(nameKeyOf(name));
    const merchant = { name, category: category as Category };
    for (const spelling of [name, ...spellings.split(',').filter(Boolean)]) {
      MERCHANTS.set(nameKeyOf(spelling), merchant);
    }
  }
}

const WORDS_MAX = Math.max(...[...MERCHANTS.keys()].map((key) => key.split(' ').length));

/** Every name and spelling with its merchant. */
export const KNOWN_MERCHANTS: ReadonlyMap<string, KnownMerchant> = MERCHANTS;

const REMEMBERED_MAX = 5_000;

/** The known merchant with whose name this one begins, the longest; null where nobody known does. */
export const findKnownMerchant = remember((name: string): KnownMerchant | null => {
  const words = nameKeyOf(name).split(' ');
  for (let length = Math.min(WORDS_MAX, words.length); length > 0; length -= 1) {
    const key = words.slice(0, length).join(' ');
    const found = MERCHANTS.get(key);
    if (found && (length === words.length || !ALONE.has(key))) return found;
  }
  return null;
}, REMEMBERED_MAX);
