import { type ContactPointKind, isTimeZone, normaliseAddress } from '@rapport/contracts';
import type { SourcedCall } from './call.ts';
import { GUESSED, type RejectedTrait, type RejectionReason, STATED, type Trait } from './trait.ts';

/** What a call says of its customer, before it is known who that is. */
export type SaidTraits = {
  readonly traits: readonly Pick<Trait, 'name' | 'value' | 'confidence'>[];
  readonly guesses: readonly Pick<Trait, 'name' | 'value' | 'confidence'>[];
  readonly rejected: readonly Pick<RejectedTrait, 'name' | 'reason'>[];
  readonly addresses: readonly { readonly kind: ContactPointKind; readonly address: string }[];
};

type Reading = { value: unknown } | { address: string; kind: ContactPointKind } | { reason: RejectionReason };

const NAME_LENGTH_MAX = 200;
const VALUE_LENGTH_MAX = 8_192;

/** A language tag in its canonical spelling, also from `de_DE`; null where it is none. */
const readLocale = (value: unknown): string | null => {
  try {
    return typeof value === 'string' ? (Intl.getCanonicalLocales(value.replaceAll('_', '-'))[0] ?? null) : null;
  } catch {
    return null;
  }
};

const readTimeZone = (value: unknown): string | null => (typeof value === 'string' && isTimeZone(value) ? value : null);

const readName = (value: unknown): Reading => {
  if (typeof value !== 'string' || value.trim() === '') return { reason: 'NOT_TEXT' };
  return value.length > NAME_LENGTH_MAX ? { reason: 'TOO_LONG' } : { value: value.trim() };
};

const readAddress = (kind: ContactPointKind, value: unknown): Reading => {
  const isText = typeof value === 'string' || typeof value === 'number';
  const address = isText ? normaliseAddress(kind, String(value)) : null;
  return address ? { address, kind } : { reason: kind === 'EMAIL' ? 'NOT_AN_EMAIL' : 'NOT_A_PHONE_NUMBER' };
};

const readKnown = (text: string | null, reason: RejectionReason): Reading => (text ? { value: text } : { reason });

/** The traits that profile understands; every other is kept as it came. */
const READERS: Readonly<Record<string, (value: unknown) => Reading>> = {
  name: readName,
  firstName: readName,
  lastName: readName,
  email: (value) => readAddress('EMAIL', value),
  phone: (value) => readAddress('PHONE', value),
  locale: (value) => readKnown(readLocale(value), 'UNKNOWN_LOCALE'),
  timeZone: (value) => readKnown(readTimeZone(value), 'UNKNOWN_TIME_ZONE'),
};

/** Other spellings of the same trait. */
const SPELLINGS: Readonly<Record<string, string>> = {
  timezone: 'timeZone',
  first_name: 'firstName',
  last_name: 'lastName',
};

const readOther = (value: unknown): Reading =>
  JSON.stringify(value).length > VALUE_LENGTH_MAX ? { reason: 'TOO_LONG' } : { value };

// jsonb takes neither NUL nor half a surrogate pair.
const isStorable = (value: unknown): boolean => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));

const NAME = /^[\p{L}\p{N}_$.:/ -]{1,128}$/u;

const readTrait = (given: string, value: unknown): Reading & { name: string } => {
  const name = Object.hasOwn(SPELLINGS, given) ? SPELLINGS[given]! : given;
  if (!NAME.test(name)) return { name: 'unnamed', reason: 'NOT_STORABLE' };
  if (!isStorable(value)) return { name, reason: 'NOT_STORABLE' };
  return { name, ...(Object.hasOwn(READERS, name) ? READERS[name]!(value) : readOther(value)) };
};

const readContext = ({ context = {} }: SourcedCall): SaidTraits['guesses'] => {
  const guesses = [
    { name: 'locale', value: readLocale(context['locale']) },
    { name: 'timeZone', value: readTimeZone(context['timezone']) },
  ];
  return guesses.filter(({ value }) => value !== null).map((guess) => ({ ...guess, confidence: GUESSED }));
};

/**
 * Reads what a call says of its customer: the traits of an `identify`, and what any call's context lets one guess.
 * A trait that cannot be believed is rejected by itself; the rest of the call stands. Null says nothing.
 */
export const readTraits = (call: SourcedCall): SaidTraits => {
  const entries = call.type === 'identify' ? Object.entries(call.traits ?? {}) : [];
  const read = entries
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => readTrait(name, value));
  return {
    traits: read.flatMap((trait) =>
      'value' in trait ? [{ name: trait.name, value: trait.value, confidence: STATED }] : [],
    ),
    guesses: readContext(call),
    rejected: read.flatMap((trait) => ('reason' in trait ? [{ name: trait.name, reason: trait.reason }] : [])),
    addresses: read.flatMap((trait) => ('address' in trait ? [{ kind: trait.kind, address: trait.address }] : [])),
  };
};
