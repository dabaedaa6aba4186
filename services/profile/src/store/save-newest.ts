import type { Tx } from '@rapport/contracts';
import { sql } from '@rapport/platform';
import type { EntitySchema, EntitySchemaColumnOptions } from 'typeorm';

type Columns = readonly (readonly [property: string, options: EntitySchemaColumnOptions])[];

const columnsOf = <T extends object>(table: EntitySchema<T>): Columns =>
  Object.entries(table.options.columns as Record<string, EntitySchemaColumnOptions>);

const quoted = (properties: readonly string[]): string => properties.map((property) => `"${property}"`).join(', ');

const statementOf = (name: string, columns: Columns, order: readonly string[]): string => {
  const nameOf = new Map(columns.map(([property, { name: column }]) => [property, column!]));
  const names = [...nameOf.values()];
  const keyed = columns.filter(([, { primary }]) => primary).map(([property]) => property);
  const keys = keyed.map((property) => nameOf.get(property)!);
  const sets = names.filter((column) => !keys.includes(column)).map((column) => `${column} = excluded.${column}`);
  const typed = columns.map(([property, { type }]) => `"${property}" ${String(type)}`);
  const by = (prefix: string) => order.map((property) => `${prefix}.${nameOf.get(property)}`).join(', ');
  return `INSERT INTO ${name} (${names.join(', ')})
    SELECT ${quoted(columns.map(([property]) => property))}
    FROM jsonb_to_recordset($1::jsonb) AS fact (${typed.join(', ')})
    ORDER BY ${quoted(keyed)}
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sets.join(', ')} WHERE (${by(name)}) <= (${by('excluded')})`;
};

const comparable = (value: unknown): number => (value instanceof Date ? value.getTime() : Number(value));

/**
 * Keeps facts of one kind in one statement. A fact replaces another under the same key only where it comes no earlier
 * by `order`, so the sequence in which facts arrive changes nothing; of two that tie, the one that comes later stays.
 * @param order the properties that say which fact is newer, the most significant first
 */
export const saveNewest = async <T extends object>(
  tx: Tx,
  table: EntitySchema<T>,
  facts: readonly T[],
  order: readonly (keyof T & string)[],
): Promise<void> => {
  if (facts.length === 0) return;
  const columns = columnsOf(table);
  const keys = columns.filter(([, { primary }]) => primary).map(([property]) => property as keyof T);
  const comesEarlier = (a: T, b: T): boolean => {
    const differing = order.find((property) => comparable(a[property]) !== comparable(b[property]));
    return differing !== undefined && comparable(a[differing]) < comparable(b[differing]);
  };
  const newest = new Map<string, T>();
  for (const fact of facts) {
    const key = JSON.stringify(keys.map((property) => fact[property]));
    const earlier = newest.get(key);
    if (!earlier || !comesEarlier(fact, earlier)) newest.set(key, fact);
  }
  await sql(tx, statementOf(table.options.name, columns, order), [JSON.stringify([...newest.values()])]);
};
