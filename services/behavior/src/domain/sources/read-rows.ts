import {
  type Condition,
  canonicalJson,
  fillTemplate,
  holds,
  joinerOf,
  type MappedFlaw,
  type MappingRow,
  type MappingScope,
  type OriginRow,
  type SourceDocument,
} from '@rapport/contracts';
import { findUnstorable } from '../ingestion/find-unstorable.ts';
import type { Reject } from '../ingestion/reject.ts';

/** One row of a body, under the key that names it for good. */
export type SourceRow = {
  /** Where it stands, such as `transactions.booked.3`; `body` where the body is the row. */
  readonly place: string;
  /** Its number in its list, from 0. */
  readonly index: number;
  readonly key: string;
  readonly scope: MappingScope;
  /** The row and the rows joined to it, in their canonical spelling. */
  readonly raws: readonly string[];
};

/** The rows of a body by input, and those that cannot be used. */
export type ReadRows = {
  readonly rows: ReadonlyMap<string, readonly SourceRow[]>;
  readonly rejected: readonly Reject[];
};

type Place = { readonly at: string; readonly index: number };
type Found = Place & { readonly value: unknown };

const isObject = (value: unknown): value is MappingRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const under = (at: string, step: string | number): string => (at === '' ? String(step) : `${at}.${step}`);

/** Every item of a list; anything else is the one item. */
const itemsOf = ({ at, index, value }: Found): Found[] =>
  Array.isArray(value) ? value.map((item, n) => ({ at: under(at, n), index: n, value: item })) : [{ at, index, value }];

/** What is at a path; a list on the way is walked through item by item, and what is not there is no row. */
const rowsAt = (body: unknown, path: string | undefined): Found[] => {
  let found: Found[] = [{ at: '', index: 0, value: body }];
  for (const step of path?.split('.') ?? []) {
    found = found.flatMap(itemsOf).flatMap(({ at, index, value }) => {
      const isThere = isObject(value) && Object.hasOwn(value, step) && value[step] !== null;
      return isThere ? [{ at: under(at, step), index, value: value[step] }] : [];
    });
  }
  return found.flatMap(itemsOf).map((one) => ({ ...one, at: one.at || 'body' }));
};

/** A reject of one row: where it stands, which field, and what is wrong, never with the row's own words. */
export const rejectOfRow = (
  { at, index }: Place,
  { path, why }: Pick<MappedFlaw, 'path' | 'why'>,
  code: Reject['code'] = 'INVALID',
  messageId: string | null = null,
): Reject => ({
  index,
  messageId,
  path: `${at}${path ? `: ${path}` : ''}`.replaceAll('\u0000', '').toWellFormed().slice(0, 256).toWellFormed(),
  code,
  remedy: why.slice(0, 500),
});

type Origin = OriginRow & Place;

const originsOf = (found: readonly Found[]): { origins: Origin[]; rejected: Reject[] } => {
  const origins: Origin[] = [];
  const rejected: Reject[] = [];
  for (const { value, ...place } of found) {
    const unstorable = findUnstorable(value);
    if (unstorable) rejected.push(rejectOfRow(place, { path: unstorable.path, why: unstorable.remedy }));
    else if (isObject(value)) origins.push({ ...place, values: value, raw: canonicalJson(value) });
    else rejected.push(rejectOfRow(place, { path: '', why: 'is no JSON object: send each row as one' }));
  }
  return { origins, rejected };
};

type Wanted = { readonly when?: Condition | undefined; readonly unless?: Condition | undefined };

/** Whether something of the source is made of a row: of the others nothing needs to be right. */
const isWanted = (declared: readonly Wanted[], scope: MappingScope): boolean =>
  declared.some(({ when, unless }) => !(when && !holds(when, scope)) && !(unless && holds(unless, scope)));

type Reading = {
  readonly keyTemplate: string;
  readonly join: ReturnType<typeof joinerOf>;
  readonly declared: readonly Wanted[];
  readonly base: Omit<MappingScope, 'row'>;
};

/** The rows of an input with their joins, each key once: of two that differ the earlier is taken, the other told. */
const keyed = (
  origins: readonly Origin[],
  { keyTemplate, join, declared, base }: Reading,
): { rows: SourceRow[]; rejected: Reject[] } => {
  const seen = new Map<string, string>();
  const rows: SourceRow[] = [];
  const rejected: Reject[] = [];
  for (const origin of origins) {
    const joined = join(origin);
    if (!isWanted(declared, 'why' in joined ? { ...base, row: origin.values } : joined.scope)) continue;
    if ('why' in joined) {
      rejected.push(rejectOfRow(origin, joined));
      continue;
    }
    const key = fillTemplate(keyTemplate, joined.scope);
    const other = key === null ? undefined : seen.get(key);
    if (key === null) {
      rejected.push(rejectOfRow(origin, { path: 'key', why: `${keyTemplate} is empty: nothing names the row` }));
    } else if (other !== undefined && other !== origin.raw) {
      const why = 'is that of an earlier row which says otherwise: send the one that holds';
      rejected.push(rejectOfRow(origin, { path: 'key', why }));
    } else if (other === undefined) {
      seen.set(key, origin.raw);
      rows.push({ place: origin.at, index: origin.index, key, ...joined });
    }
  }
  return { rows, rejected };
};

/** Reads the rows of a body, as its source declares them: the same body gives the same rows. */
export const readRows = ({ inputs, accesses, calls }: SourceDocument, body: unknown): ReadRows => {
  const origins = new Map(Object.entries(inputs).map(([name, { rows }]) => [name, originsOf(rowsAt(body, rows))]));
  const base = { joined: { body: isObject(body) ? body : {} }, parameters: {} };
  const used = Map.groupBy([...accesses, ...calls], ({ from }) => from);
  const rows = new Map<string, SourceRow[]>();
  const rejected: Reject[] = [];
  for (const [name, declared] of used) {
    const { key: keyTemplate, joins } = inputs[name]!;
    const join = joinerOf(joins, (other) => origins.get(other)?.origins ?? [], base);
    const settled = keyed(origins.get(name)!.origins, { keyTemplate, join, declared, base });
    rows.set(name, settled.rows);
    rejected.push(...origins.get(name)!.rejected, ...settled.rejected);
  }
  return { rows, rejected };
};
