/** One row of any origin: a line of a CSV file under its header's names, or a JSON object. */
export type MappingRow = Readonly<Record<string, unknown>>;

/** What templates and conditions see: a row, the rows joined to it, and the parameters. */
export type MappingScope = {
  readonly row: MappingRow;
  readonly joined: Readonly<Record<string, MappingRow | readonly MappingRow[] | null>>;
  readonly parameters: Readonly<Record<string, string>>;
};

const stepInto = (value: unknown, step: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<string, unknown>)[step]
    : undefined;

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? '');
};

/**
 * A field as text, trimmed; empty where there is none. `a.b` leads into objects, joined rows and `parameter`. A field
 * of the row that is itself called `a.b` counts where nothing is joined as `a`: no row poses as what is joined to it.
 */
export const fieldOf = ({ row, joined, parameters }: MappingScope, path: string): string => {
  const [first, ...rest] = path.split('.');
  if (Object.hasOwn(row, path) && !Object.hasOwn(joined, first!)) return textOf(row[path]);
  if (first === 'parameter') return parameters[rest.join('.')] ?? '';
  const start = Object.hasOwn(joined, first!) ? joined[first!] : row[first!];
  if (Object.hasOwn(joined, first!) && rest.length > 1) {
    const whole = stepInto(start, rest.join('.'));
    if (whole !== undefined) return textOf(whole);
  }
  return textOf(rest.reduce(stepInto, start));
};

const PLACE = /\{([^{}]+)\}/g;

/** The fields that a template names. */
export const fieldsIn = (template: string): string[] => [...template.matchAll(PLACE)].map(([, field]) => field!.trim());

/** A template over a row; null where a field it names is empty. */
export const fillTemplate = (template: string, scope: MappingScope): string | null => {
  let isEmpty = false;
  const text = template.replaceAll(PLACE, (_, field: string) => {
    const value = fieldOf(scope, field.trim());
    isEmpty ||= value === '';
    return value;
  });
  return isEmpty || text === '' ? null : text;
};

/** Whether every line of a condition holds. */
export const holds = (condition: Readonly<Record<string, readonly string[]>>, scope: MappingScope): boolean =>
  Object.entries(condition).every(([field, allowed]) => allowed.includes(fieldOf(scope, field)));
