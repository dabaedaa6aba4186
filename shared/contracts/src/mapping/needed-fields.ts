import type { MappingDocument } from './mapping-document.ts';
import { fieldsIn } from './mapping-row.ts';

const TEMPLATED = new Set(['template', 'decimal', 'number', 'digits', 'date', 'key', 'account']);
const CONDITIONS = new Set(['when', 'unless', 'negate']);

/** Every field that something of a mapping names, by templates and conditions. */
const fieldsBelow = (node: unknown, key = ''): string[] => {
  if (typeof node === 'string') return TEMPLATED.has(key) ? fieldsIn(node) : [];
  if (typeof node !== 'object' || node === null) return [];
  if (CONDITIONS.has(key)) return Object.keys(node);
  if (Array.isArray(node)) return node.flatMap((below) => fieldsBelow(below));
  return Object.entries(node).flatMap(([name, below]) => fieldsBelow(below, name));
};

/** The columns that each input must have, by input: what its key, joins and calls name, also through joins. */
export const neededFields = ({ inputs, calls }: MappingDocument): ReadonlyMap<string, ReadonlySet<string>> => {
  const needed = new Map(Object.keys(inputs).map((name) => [name, new Set<string>()]));
  for (const [name, input] of Object.entries(inputs)) {
    const joins = Object.entries(input.joins);
    const own = [
      ...fieldsIn(input.key),
      ...fieldsIn(input.account ?? ''),
      ...joins.flatMap(([, { on }]) => Object.values(on).flatMap(fieldsIn)),
      ...calls.filter(({ from }) => from === name).flatMap((call) => fieldsBelow(call)),
    ];
    for (const [, { input: other, on, when }] of joins) {
      for (const field of [...Object.keys(on), ...Object.keys(when ?? {})]) needed.get(other)?.add(field);
    }
    for (const field of own) {
      const [first, ...rest] = field.split('.');
      const join = input.joins[first!];
      if (first === 'parameter') continue;
      const bag = join ? needed.get(join.input) : needed.get(name);
      bag?.add(join ? rest.join('.') : field);
    }
  }
  return needed;
};
