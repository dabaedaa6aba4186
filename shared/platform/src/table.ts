import type { DataClass } from '@rapport/contracts';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type { Database } from './database.ts';
import type { Log } from './log.ts';

/** How a column is kept and how sensitive it is. */
export type Column = {
  readonly type:
    | 'text'
    | 'bigint'
    | 'integer'
    | 'numeric'
    | 'boolean'
    | 'timestamptz'
    | 'date'
    | 'jsonb'
    | 'bytea'
    | 'double precision';
  readonly dataClass: DataClass;
  readonly array?: boolean;
  readonly nullable?: boolean;
  readonly primary?: boolean;
  readonly generated?: boolean;
};

type ColumnOptions = Omit<Column, 'type' | 'dataClass'>;
const of =
  (type: Column['type']) =>
  (dataClass: DataClass, options: ColumnOptions = {}): Column => ({ type, dataClass, ...options });

/** The kinds of column; each names its data class. */
export const column = {
  text: of('text'),
  bigint: of('bigint'),
  integer: of('integer'),
  numeric: of('numeric'),
  boolean: of('boolean'),
  instant: of('timestamptz'),
  date: of('date'),
  json: of('jsonb'),
  bytes: of('bytea'),
  real: of('double precision'),
};

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * A table over a domain type: property names in camelCase, columns in snake_case, the data class as the comment.
 * Nothing is ever synchronised from it: migrations make the tables, and a test compares the two.
 */
export const table = <T extends object>(name: string, columns: { [K in keyof Required<T>]: Column }): EntitySchema<T> =>
  new EntitySchema<T>({
    name,
    tableName: name,
    columns: Object.fromEntries(
      Object.entries<Column>(columns).map(([property, { dataClass, generated, ...rest }]) => [
        property,
        { ...rest, name: snakeCase(property), comment: dataClass, ...(generated ? { generated: 'identity' } : {}) },
      ]),
    ) as { [K in keyof T]: EntitySchemaColumnOptions },
  });

/** How a growing table is cut: by a time that is part of the fact, and how long parts are kept. */
export type Partitioning = {
  readonly table: string;
  readonly every: 'WEEK' | 'MONTH' | 'YEAR';
  /** Parts whose end is older than this many days are dropped; null keeps them. */
  readonly keepDays: number | null;
  /** How many parts are made ahead. */
  readonly ahead: number;
  /** Saves from an old part what must outlive it, before it is dropped; repeating it is harmless. */
  readonly beforeDrop?: (database: Database, part: string, log: Log) => Promise<void>;
};
