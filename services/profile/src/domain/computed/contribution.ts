import { currencyCode } from '@rapport/contracts';
import { observedAtOf, type SourcedCall } from '../call.ts';
import type { Condition, DeclaredTrait } from './computed-trait.ts';
import { millionthsOf } from './fixed-point.ts';
import type { Contribution } from './summaries/summary.ts';

type Properties = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean;

/** Longer texts are no values that anybody counts by. */
const VALUE_LENGTH_MAX = 200;

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A property by its name, or by a path of names with points between them. */
const propertyOf = (properties: Properties, path: string): unknown => {
  if (Object.hasOwn(properties, path)) return properties[path];
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      properties,
    );
};

const scalarOf = (value: unknown): Scalar | null => {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  return typeof value === 'string' && value !== '' && value.length <= VALUE_LENGTH_MAX ? value : null;
};

const holds = ({ property, operator, values }: Condition, properties: Properties): boolean => {
  const found = propertyOf(properties, property);
  const scalar = scalarOf(found);
  if (operator === 'EXISTS') return found !== undefined && found !== null;
  if (operator === 'IS') return scalar !== null && values.includes(String(scalar));
  if (operator === 'IS_NOT') return scalar === null || !values.includes(String(scalar));
  const [number, limit] = [millionthsOf(found), millionthsOf(values[0])];
  if (number === null || limit === null) return false;
  return operator === 'AT_LEAST' ? number >= limit : number <= limit;
};

/** What a call gives to a computed trait, or null where it is another event or does not fulfil a condition. */
export const contributionOf = (trait: DeclaredTrait, call: SourcedCall): Contribution | null => {
  if (call.type !== 'track' || call.event !== trait.event) return null;
  const at = observedAtOf(call);
  const properties = call.properties ?? {};
  if (at < trait.countsFrom || !trait.conditions.every((condition) => holds(condition, properties))) return null;
  if (trait.property === null) return { value: null, currency: '', at };
  const value = scalarOf(propertyOf(properties, trait.property));
  if (value === null) return null;
  if (trait.currencyProperty === null) return { value, currency: '', at };
  const currency = currencyCode.safeParse(propertyOf(properties, trait.currencyProperty));
  return currency.success ? { value, currency: currency.data, at } : null;
};
