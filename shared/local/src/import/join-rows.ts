import {
  fieldOf,
  fillTemplate,
  holds,
  type MappingDocument,
  type MappingJoin,
  type MappingScope,
} from '@rapport/contracts';
import type { LoadedInputs } from './read-inputs.ts';
import type { Rejected, SourceRow } from './source-row.ts';

/** A row with the rows joined to it, and every line that it was told in. */
export type JoinedRow = { readonly scope: MappingScope; readonly raws: readonly string[] };

type Parameters = MappingScope['parameters'];
type Finder = (scope: MappingScope) => { rows: readonly SourceRow[]; sought: string };

const bare = (row: SourceRow, parameters: Parameters): MappingScope => ({ row: row.values, joined: {}, parameters });
const keyOf = (parts: readonly string[]): string => JSON.stringify(parts);

const finderOf = (join: MappingJoin, rows: readonly SourceRow[], parameters: Parameters): Finder => {
  const fields = Object.keys(join.on);
  const { when } = join;
  const index = Map.groupBy(
    rows.filter((row) => !when || holds(when, bare(row, parameters))),
    (row) => keyOf(fields.map((field) => fieldOf(bare(row, parameters), field))),
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
 * It answers with a reject where exactly one row is wanted and there are none or several.
 */
export const joinerOf = (mapping: MappingDocument, inputs: LoadedInputs, name: string, parameters: Parameters) => {
  const joins = Object.entries(mapping.inputs[name]!.joins).map(([as, join]) => ({
    as,
    join,
    find: finderOf(join, inputs.rows.get(join.input) ?? [], parameters),
  }));
  return (row: SourceRow): JoinedRow | Rejected => {
    let scope = bare(row, parameters);
    const raws = [row.raw];
    for (const { as, join, find } of joins) {
      const { rows, sought } = find(scope);
      const isWrong = join.take === 'one' ? rows.length !== 1 : join.take === 'oneOrNone' && rows.length > 1;
      if (isWrong) {
        const reason = `${rows.length} rows of ${join.input} have ${sought}, but one is needed`;
        return { file: row.file, line: row.line, path: as, reason };
      }
      raws.push(...rows.map(({ raw }) => raw));
      const joined = join.take === 'many' ? rows.map(({ values }) => values) : (rows[0]?.values ?? null);
      scope = { ...scope, joined: { ...scope.joined, [as]: joined } };
    }
    return { scope, raws };
  };
};
