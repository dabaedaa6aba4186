import { createHash } from 'node:crypto';
import {
  bookedDayOf,
  canonicalJson,
  daysBetween,
  fillTemplate,
  type JoinedRow,
  joinerOf,
  localTimeIn,
  type MappedCall,
  type MappingCall,
  type MappingDocument,
  mapRow,
} from '@rapport/contracts';
import { orderBookings } from './order-bookings.ts';
import type { LoadedInputs } from './read-inputs.ts';
import type { Rejected, SourceRow } from './source-row.ts';

/** An account's shift of dates, as it was fixed at its first import. */
export type Shift = { readonly days: number; readonly fixedOn: string };
export type Shifts = ReadonlyMap<string, Shift>;

/** A call that is to be sent, and the line it comes from. */
export type PlannedCall = {
  /** The call of the mapping, such as `Transaction Posted`. */
  readonly kind: string;
  /** What stays the same when the line is corrected. */
  readonly lineId: string;
  /** What changes when the line is corrected: hash of mapping, line key and raw line, with the lines joined to it. */
  readonly messageId: string;
  readonly account: string | null;
  readonly call: MappedCall;
  readonly row: SourceRow;
};

/** What a set of files comes to. */
export type Plan = {
  readonly calls: readonly PlannedCall[];
  readonly rejected: readonly Rejected[];
  /** How many calls of each kind lie after today once their dates are shifted: a later import sends them. */
  readonly ahead: ReadonlyMap<string, number>;
  /** The shifts in force, those of new accounts among them. */
  readonly shifts: Shifts;
};

type Settled = SourceRow & JoinedRow & { readonly key: string; readonly account: string | null };

const hashOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(canonicalJson(parts)).digest('hex').slice(0, 40);

/** The rows of an input with their joins, each key once. */
const settleRows = (
  mapping: MappingDocument,
  inputs: LoadedInputs,
  name: string,
  parameters: Readonly<Record<string, string>>,
): { rows: Settled[]; rejected: Rejected[] } => {
  const { key: keyTemplate, account, joins } = mapping.inputs[name]!;
  const joined = joinerOf(joins, (input) => inputs.rows.get(input) ?? [], { joined: {}, parameters });
  const seen = new Map<string, SourceRow>();
  const rows: Settled[] = [];
  const rejected: Rejected[] = [];
  for (const row of inputs.rows.get(name) ?? []) {
    const { file, line } = row;
    const found = joined(row);
    if ('message' in found) {
      rejected.push({ file, line, path: found.path, reason: found.message });
      continue;
    }
    const key = fillTemplate(keyTemplate, found.scope);
    const other = key === null ? undefined : seen.get(key);
    if (key === null)
      rejected.push({ file, line, path: 'key', reason: `${keyTemplate} is empty: nothing names the row` });
    else if (other && other.raw !== row.raw) {
      const reason = `has the key ${key} of ${other.file} line ${other.line}, but says otherwise: which one holds?`;
      rejected.push({ file, line, path: 'key', reason });
    } else if (!other) {
      seen.set(key, row);
      rows.push({ ...row, ...found, key, account: account ? fillTemplate(account, found.scope) : null });
    }
  }
  return { rows, rejected };
};

/** Known shifts as they are; an account that is new gets one that puts its last transaction on today. */
const fixShifts = (
  mapping: MappingDocument,
  rowsOf: (name: string) => readonly Settled[],
  known: Shifts,
  today: string,
) => {
  const last = new Map<string, string>();
  for (const declared of mapping.calls) {
    for (const { scope, account } of rowsOf(declared.from)) {
      if (account === null || known.has(account)) continue;
      const day = bookedDayOf(declared, scope, mapping);
      if (day !== null && day > (last.get(account) ?? '')) last.set(account, day);
    }
  }
  const fresh = [...last].map(
    ([account, day]) => [account, { days: daysBetween(day, today), fixedOn: today }] as const,
  );
  return new Map<string, Shift>([...known, ...fresh]);
};

/** Several calls of one kind are told apart by their number among them. */
const kindsOf = ({ calls }: MappingDocument): string[] =>
  calls.map(({ from, type, event }, at) => {
    const name = `${event ?? type} (${from})`;
    const earlier = calls.slice(0, at).filter((o) => o.from === from && (o.event ?? o.type) === (event ?? type)).length;
    return earlier > 0 ? `${name} ${earlier + 1}` : name;
  });

type Drafts = Pick<Plan, 'shifts'> & {
  readonly calls: PlannedCall[];
  readonly rejected: Rejected[];
  readonly ahead: Map<string, number>;
};

const noShift = (row: Settled): Rejected => ({
  file: row.file,
  line: row.line,
  path: 'account',
  reason: `the account ${row.account} has no transaction, so it is not known by how much to shift its dates`,
});

const planCall = (
  drafts: Drafts,
  { mapping, now, mappingHash }: { mapping: MappingDocument; now: Date; mappingHash: string },
  { declared, kind, rows }: { declared: MappingCall; kind: string; rows: readonly Settled[] },
): void => {
  for (const row of rows) {
    const { scope, raws, key, account, file, line } = row;
    const shift = mapping.shiftDates && account !== null ? drafts.shifts.get(account) : null;
    if (shift === undefined) {
      drafts.rejected.push(noShift(row));
      continue;
    }
    const mapped = mapRow(declared, scope, { mapping, now, shift });
    if (mapped.result === 'AHEAD') drafts.ahead.set(kind, (drafts.ahead.get(kind) ?? 0) + 1);
    if (mapped.result === 'FLAWED') {
      drafts.rejected.push(...mapped.flaws.map(({ path, message }) => ({ file, line, path, reason: message })));
    }
    if (mapped.result !== 'CALL') continue;
    const lineId = hashOf(mapping.mapping, kind, key);
    const messageId = `import-${hashOf(mappingHash, kind, key, raws)}`;
    drafts.calls.push({ kind, lineId, messageId, account, call: mapped.call, row });
  }
};

/**
 * Makes of files the calls that they mean, in the order of the mapping's calls, an account's together and oldest first
 * as they stand in the file. Pure: it sends nothing and remembers nothing.
 */
export const planCalls = (
  mapping: MappingDocument,
  inputs: LoadedInputs,
  known: { readonly now: Date; readonly parameters: Readonly<Record<string, string>>; readonly shifts: Shifts },
): Plan => {
  const { now, parameters } = known;
  const names = [...new Set(mapping.calls.map(({ from }) => from))];
  const settled = new Map(names.map((name) => [name, settleRows(mapping, inputs, name, parameters)]));
  const rowsOf = (name: string) => settled.get(name)!.rows;
  const today = localTimeIn(mapping.zone, now).day;
  const drafts: Drafts = {
    calls: [],
    rejected: [...inputs.rejected, ...[...settled.values()].flatMap(({ rejected }) => rejected)],
    ahead: new Map(),
    shifts: mapping.shiftDates ? fixShifts(mapping, rowsOf, known.shifts, today) : known.shifts,
  };
  const kinds = kindsOf(mapping);
  const mappingHash = hashOf(mapping);
  for (const [index, declared] of mapping.calls.entries()) {
    // An account's rows together: a batch then touches few customers, which is what costs.
    const rows = [...Map.groupBy(rowsOf(declared.from), ({ account }) => account).values()].flat();
    const begin = drafts.calls.length;
    planCall(drafts, { mapping, now, mappingHash }, { declared, kind: kinds[index]!, rows });
    if (declared.orderWithinDay) drafts.calls.push(...orderBookings(drafts.calls.splice(begin)));
  }
  return drafts;
};
