import { type ContactPointKind, isTimeZone, normaliseAddress } from '@rapport/contracts';
import type { SourcedCall } from './call.ts';
import { GUESSED, type RejectedTrait, type RejectionReason, STATED, type Trait } from './trait.ts';
import { definitionOf, GROUP_PREFIX, type TraitSchema, unknownDefinition } from './traits/trait-schema.ts';
import { readTyped, type TypedReading } from './traits/typed-value.ts';

/** What a call says of its customer, before it is known who that is. */
export type SaidTraits = {
  readonly traits: readonly Pick<Trait, 'name' | 'value' | 'confidence'>[];
  readonly guesses: readonly Pick<Trait, 'name' | 'value' | 'confidence'>[];
  readonly rejected: readonly Pick<RejectedTrait, 'name' | 'reason'>[];
  readonly addresses: readonly { readonly kind: ContactPointKind; readonly address: string }[];
};

type Reading = TypedReading | { readonly address: string; readonly kind: ContactPointKind };

/** What traits have to be, and the names of those that are computed here, which nobody states. */
export type TraitRules = { readonly schema: TraitSchema; readonly computedNames: ReadonlySet<string> };

/** A language tag in its canonical spelling, also from `de_DE`; null where it is none. */
const readLocale = (value: unknown): string | null => {
  try {
    return typeof value === 'string' ? (Intl.getCanonicalLocales(value.replaceAll('_', '-'))[0] ?? null) : null;
  } catch {
    return null;
  }
};

const readTimeZone = (value: unknown): string | null => (typeof value === 'string' && isTimeZone(value) ? value : null);

const readAddress = (kind: ContactPointKind, value: unknown): Reading => {
  const isText = typeof value === 'string' || typeof value === 'number';
  const address = isText ? normaliseAddress(kind, String(value)) : null;
  return address ? { address, kind } : { reason: kind === 'EMAIL' ? 'NOT_AN_EMAIL' : 'NOT_A_PHONE_NUMBER' };
};

const readKnown = (text: string | null, reason: RejectionReason): Reading => (text ? { value: text } : { reason });

/** The traits that profile understands beyond their type. */
const READERS: Readonly<Record<string, (value: unknown) => Reading>> = {
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

// jsonb takes neither NUL nor half a surrogate pair.
const isStorable = (value: unknown): boolean => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));

const NAME = /^[\p{L}\p{N}_$.:/ -]{1,128}$/u;

/** What a trait has to be: its definition, else what the schema says of unknown ones, else what is computed here. */
const readDefined = ({ schema, computedNames }: TraitRules, name: string, value: unknown): Reading => {
  if (computedNames.has(name)) return { reason: 'COMPUTED' };
  const defined = definitionOf(schema, name);
  if (!defined && schema.unknownTraits === 'REJECTED') return { reason: 'UNKNOWN_TRAIT' };
  return readTyped(defined ?? unknownDefinition(schema, name), value);
};

const readTrait = (rules: TraitRules, given: string, value: unknown): Reading & { name: string } => {
  const name = Object.hasOwn(SPELLINGS, given) ? SPELLINGS[given]! : given;
  if (!NAME.test(name)) return { name: 'unnamed', reason: 'NOT_STORABLE' };
  if (!isStorable(value)) return { name, reason: 'NOT_STORABLE' };
  const understood = Object.hasOwn(READERS, name) ? READERS[name]!(value) : { value };
  return { name, ...('value' in understood ? readDefined(rules, name, understood.value) : understood) };
};

/** What a call says as traits: an `identify` in words, a `group` by where the customer belongs. */
const entriesOf = ({ type, traits = {}, properties = {} }: SourcedCall): [string, unknown][] => {
  if (type === 'identify') return Object.entries(traits);
  const groupId = properties['groupId'];
  return type === 'group' && typeof groupId === 'string' && groupId !== '' ? [[`${GROUP_PREFIX}${groupId}`, true]] : [];
};

const readContext = ({ context = {} }: SourcedCall): SaidTraits['guesses'] => {
  const guesses = [
    { name: 'locale', value: readLocale(context['locale']) },
    { name: 'timeZone', value: readTimeZone(context['timezone']) },
  ];
  return guesses.filter(({ value }) => value !== null).map((guess) => ({ ...guess, confidence: GUESSED }));
};

/**
 * Reads what a call says of its customer: the traits of an `identify`, the group of a `group`, and what any call's
 * context lets one guess. A trait that cannot be believed is rejected by itself; the rest stands. Null says nothing.
 */
export const readTraits = (call: SourcedCall, rules: TraitRules): SaidTraits => {
  const read = entriesOf(call)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => readTrait(rules, name, value));
  return {
    traits: read.flatMap((trait) =>
      'value' in trait ? [{ name: trait.name, value: trait.value, confidence: STATED }] : [],
    ),
    guesses: readContext(call),
    rejected: read.flatMap((trait) => ('reason' in trait ? [{ name: trait.name, reason: trait.reason }] : [])),
    addresses: read.flatMap((trait) => ('address' in trait ? [{ kind: trait.kind, address: trait.address }] : [])),
  };
};
