import { BUILT_IN, GROUP_PREFIX, type TraitSchema } from '../traits/trait-schema.ts';
import type { ComputedTrait, Condition, DeclaredTrait } from './computed-trait.ts';
import { millionthsOf } from './fixed-point.ts';

/** Why a computed trait is not declared. */
export type DeclarationRefusal =
  | 'NAME'
  | 'TAKEN'
  | 'DESCRIPTION'
  | 'EVENT'
  | 'CONDITIONS'
  | 'PROPERTY'
  | 'CURRENCY'
  | 'WINDOW'
  | 'VISIBLE_TO'
  | 'TOO_MANY';

/** The most computed traits that hold at a time, and what one may ask. */
export const COMPUTED_TRAITS_MAX = 50;
const CONDITIONS_MAX = 5;
const VALUES_MAX = 20;
const WINDOW_DAYS_MAX = 365;
const EVENT_LENGTH_MAX = 256;
const TEXT_LENGTH_MAX = 200;
const DESCRIPTION_LENGTH_MAX = 500;

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const RESERVED: readonly string[] = ['email', 'phone', 'timezone', 'first_name', 'last_name'];
const NUMERIC: readonly string[] = ['SUM', 'MINIMUM', 'MAXIMUM'];

const isText = (text: string, max: number): boolean =>
  text.trim() !== '' && text.length <= max && !text.includes('\0') && text.isWellFormed();

const isConditionWrong = ({ property, operator, values }: Condition): boolean => {
  if (!isText(property, TEXT_LENGTH_MAX) || values.length > VALUES_MAX) return true;
  if (operator === 'EXISTS') return values.length > 0;
  if (operator === 'AT_LEAST' || operator === 'AT_MOST') return values.length !== 1 || millionthsOf(values[0]) === null;
  return values.length === 0 || !values.every((value) => isText(value, TEXT_LENGTH_MAX));
};

const isPropertyWrong = ({ computes, property }: ComputedTrait): boolean =>
  computes === 'COUNT' ? property !== null : property === null || !isText(property, TEXT_LENGTH_MAX);

const isCurrencyWrong = ({ computes, currencyProperty }: ComputedTrait): boolean =>
  currencyProperty !== null && (!NUMERIC.includes(computes) || !isText(currencyProperty, TEXT_LENGTH_MAX));

const isWindowWrong = ({ windowDays }: ComputedTrait): boolean =>
  windowDays !== null && (windowDays < 1 || windowDays > WINDOW_DAYS_MAX);

/** Whether a name means something else already. */
const isTaken = ({ traits }: TraitSchema, name: string): boolean =>
  RESERVED.includes(name) ||
  name.startsWith(GROUP_PREFIX) ||
  [...BUILT_IN, ...traits].some((definition) => definition.name === name);

/** Why a declaration cannot be made beside those that hold, or null. */
export const refusalOfDeclaration = (
  trait: ComputedTrait,
  schema: TraitSchema,
  inForce: readonly DeclaredTrait[],
): DeclarationRefusal | null => {
  if (!NAME.test(trait.name)) return 'NAME';
  if (isTaken(schema, trait.name)) return 'TAKEN';
  if (!isText(trait.description, DESCRIPTION_LENGTH_MAX)) return 'DESCRIPTION';
  if (!isText(trait.event, EVENT_LENGTH_MAX)) return 'EVENT';
  if (trait.conditions.length > CONDITIONS_MAX || trait.conditions.some(isConditionWrong)) return 'CONDITIONS';
  if (isPropertyWrong(trait)) return 'PROPERTY';
  if (isCurrencyWrong(trait)) return 'CURRENCY';
  if (isWindowWrong(trait)) return 'WINDOW';
  if (trait.visibleTo.length > 0 && trait.dataClass !== 'SENSITIVE') return 'VISIBLE_TO';
  const others = inForce.filter(({ name }) => name !== trait.name);
  return others.length >= COMPUTED_TRAITS_MAX ? 'TOO_MANY' : null;
};
