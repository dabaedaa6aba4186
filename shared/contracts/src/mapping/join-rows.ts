import type { MappedFlaw } from './evaluate-value.ts';
import type { MappingJoin } from './mapping-document.ts';
import { fieldOf, fillTemplate, holds, type MappingRow, type MappingScope } from './mapping-row.ts';

/** A row as it came. */
export type OriginRow = {
  readonly values: MappingRow;
  /** The line as it stands in its file, or the object in its canonical spelling. */
  readonly raw: string;
};

/** A row with the rows joined to it, and every text that it was told in. */
export type JoinedRow = { readonly scope: MappingScope; readonly raws: readonly string[] };

type Finder = (scope: MappingScope) => { rows: readonly OriginRow[]; sought: string };

const keyOf = (parts: readonly string[]): string => JSON.stringify(parts);

const finderOf = (join: MappingJoin, rows: readonly OriginRow[], base: Omit<MappingScope, 'row'>): Finder => {
  const fields = Object.keys(join.on);
  const { when } = join;
  const bare = ({ values }: OriginRow): MappingScope => ({ ...base, row: values });
  const index = Map.groupBy(
    rows.filter((row) => !when || holds(when, bare(row))),
    (row) => keyOf(fields.map((field) => fieldOf(bare(row), field))),
  );
  return (scope) => {
    const values = fields.map((field) => fillTemplate(join.on[field]!, scope) ?? '');
    const sought = fields.map((field, at) => `${field} = ${values[at]}`).join(', ');
    // Nothing is not the same as nothing.
    return { rows: values.includes('') ? [] : (index.get(keyOf(values)) ?? []), sought };
  };
};

/**
 * Makes the function that joins to a row of an input what its joins name; a later join may use an earlier one.
 * It answers with an issue where exactly one row is wanted and there are none or several.
 * @param rowsOf the rows of an input by its name
 * @param base what every row sees beside itself
 */
export const joinerOf = (
  joins: Readonly<Record<string, MappingJoin>>,
  rowsOf: (input: string) => readonly OriginRow[],
  base: Omit<MappingScope, 'row'>,
) => {
  const finders = Object.entries(joins).map(([as, join]) => ({
    as,
    join,
    find: finderOf(join, rowsOf(join.input), base),
  }));
  return (row: OriginRow): JoinedRow | MappedFlaw => {
    let scope: MappingScope = { ...base, row: row.values };
    const raws = [row.raw];
    for (const { as, join, find } of finders) {
      const { rows, sought } = find(scope);
      const isWrong = join.take === 'one' ? rows.length !== 1 : join.take === 'oneOrNone' && rows.length > 1;
      if (isWrong) {
        const why = `${rows.length} rows of ${join.input} are meant, but one is needed`;
        return { path: as, message: `${rows.length} rows of ${join.input} have ${sought}, but one is needed`, why };
      }
      raws.push(...rows.map(({ raw }) => raw));
      const joined = join.take === 'many' ? rows.map(({ values }) => values) : (rows[0]?.values ?? null);
      scope = { ...scope, joined: { ...scope.joined, [as]: joined } };
    }
    return { scope, raws };
  };
};
