import { currencyCode, decimal, localDate } from '@rapport/contracts';
import type { RejectionReason } from '../trait.ts';
import type { TraitDefinition, TraitType } from './trait-schema.ts';

/** What a trait was read as, or why it is not believed. */
export type TypedReading = { readonly value: unknown } | { readonly reason: RejectionReason };

/** The most that a text, a list and any other JSON value may have where the schema does not say less. */
const TEXT_LENGTH_MAX = 2_000;
const ITEMS_MAX = 100;
const JSON_LENGTH_MAX = 8_192;

/** A decimal as a sender may write it: a number, or digits with a point. Null for what is none. */
const decimalOf = (value: unknown): string | null => {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  return /^-?\d{1,18}(\.\d{1,15})?$/.test(text) ? text : null;
};

type Limits = Pick<TraitDefinition, 'minimum' | 'maximum'>;

const isWithin = ({ minimum, maximum }: Limits, value: number): boolean =>
  (minimum === null || value >= Number(minimum)) && (maximum === null || value <= Number(maximum));

const limited = (limits: Limits, size: number, value: unknown): TypedReading =>
  isWithin(limits, size) ? { value } : { reason: 'OUT_OF_LIMITS' };

const isAllowed = ({ allowedValues }: TraitDefinition, text: string): boolean =>
  allowedValues.length === 0 || allowedValues.includes(text);

const readText = (definition: TraitDefinition, given: unknown): TypedReading => {
  if (typeof given !== 'string' || given.trim() === '') return { reason: 'NOT_TEXT' };
  const text = given.trim();
  if (text.length > Math.min(TEXT_LENGTH_MAX, Number(definition.maximum ?? TEXT_LENGTH_MAX)))
    return { reason: 'TOO_LONG' };
  return isAllowed(definition, text) ? limited(definition, text.length, text) : { reason: 'NOT_ALLOWED' };
};

const readNumber = (definition: TraitDefinition, given: unknown): TypedReading => {
  // Zero with a sign would be another value to JSON than to arithmetic.
  const number = typeof given === 'number' ? given : Number(decimalOf(given) ?? Number.NaN);
  return Number.isFinite(number) ? limited(definition, number, number + 0) : { reason: 'NOT_A_NUMBER' };
};

const readBoolean = (_: TraitDefinition, given: unknown): TypedReading => {
  const said = typeof given === 'string' ? given.trim().toLowerCase() : given;
  if (said === true || said === 'true') return { value: true };
  return said === false || said === 'false' ? { value: false } : { reason: 'NOT_A_BOOLEAN' };
};

/** A calendar day, ISO 8601; of an instant, the day as it is written. */
const readDate = (_: TraitDefinition, given: unknown): TypedReading => {
  const written =
    typeof given === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.exec(given) : null;
  const day = localDate.safeParse(written?.[1]);
  return day.success ? { value: day.data } : { reason: 'NOT_A_DATE' };
};

const readMoney = (definition: TraitDefinition, given: unknown): TypedReading => {
  if (typeof given !== 'object' || given === null) return { reason: 'NOT_MONEY' };
  const said = given as { amount?: unknown; currency?: unknown };
  const amount = decimal.safeParse(decimalOf(said.amount));
  const currency = currencyCode.safeParse(said.currency);
  if (!amount.success || !currency.success) return { reason: 'NOT_MONEY' };
  return limited(definition, Number(amount.data), { amount: amount.data, currency: currency.data });
};

const readList = (definition: TraitDefinition, given: unknown): TypedReading => {
  const isItem = (item: unknown) => typeof item === 'string' && item.trim() !== '' && item.length <= 200;
  if (!Array.isArray(given) || !given.every(isItem)) return { reason: 'NOT_A_LIST' };
  const items = [...new Set(given.map((item: string) => item.trim()))];
  if (items.length > ITEMS_MAX) return { reason: 'TOO_LONG' };
  if (!items.every((item) => isAllowed(definition, item))) return { reason: 'NOT_ALLOWED' };
  return limited(definition, items.length, items);
};

const readAny = (_: TraitDefinition, value: unknown): TypedReading =>
  JSON.stringify(value).length > JSON_LENGTH_MAX ? { reason: 'TOO_LONG' } : { value };

const READERS: Readonly<Record<TraitType, (definition: TraitDefinition, given: unknown) => TypedReading>> = {
  TEXT: readText,
  NUMBER: readNumber,
  BOOLEAN: readBoolean,
  DATE: readDate,
  MONEY: readMoney,
  LIST: readList,
  ANY: readAny,
};

/**
 * Reads what was sent as what the schema says the trait is. Reading what was read changes nothing, so that what was
 * kept before a change of the schema can be read by the new one.
 */
export const readTyped = (definition: TraitDefinition, given: unknown): TypedReading =>
  READERS[definition.type](definition, given);
