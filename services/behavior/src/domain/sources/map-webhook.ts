import { createHash } from 'node:crypto';
import {
  type AccessWord,
  canonicalJson,
  fillTemplate,
  type IngestCall,
  type MappedCall,
  type MappedFlaw,
  mapAccess,
  mappingOf,
  mapRow,
  type SourceCall,
  type SourceDocument,
} from '@rapport/contracts';
import { accessKeyOf } from '../access/data-access.ts';
import { judgeAccess, type KnownAccess } from '../access/judge-access.ts';
import { parseItem } from '../ingestion/parse-item.ts';
import type { Reject } from '../ingestion/reject.ts';
import { type ReadRows, rejectOfRow, type SourceRow } from './read-rows.ts';

/** What a row says of a permission, and where it stands. */
export type PlacedWord = { readonly word: AccessWord; readonly row: SourceRow };

/** A call as a row made it, with the permission that it rests on. */
export type PlacedCall = {
  readonly call: IngestCall;
  readonly row: SourceRow;
  readonly access: KnownAccess | null;
};

const placeOf = ({ place, index }: SourceRow) => ({ at: place, index });

/** Each flaw of a row is told together with the row's others. */
const rejectOf = (
  row: SourceRow,
  flaws: readonly Pick<MappedFlaw, 'path' | 'why'>[],
  more: { messageId?: string } = {},
) => {
  const [first, ...others] = flaws;
  const also = others.length > 0 ? `; also wrong: ${others.map(({ path }) => path).join(', ')}` : '';
  const told = { path: first!.path, why: `${first!.why}${also}` };
  return rejectOfRow(placeOf(row), told, 'INVALID', more.messageId ?? null);
};

/** What the rows of a webhook say of permissions, in the order of the source's declarations. */
export const wordsOf = (
  source: SourceDocument,
  { rows }: ReadRows,
  now: Date,
): { words: PlacedWord[]; rejected: Reject[] } => {
  const where = { mapping: mappingOf(source), now, shift: null };
  const words: PlacedWord[] = [];
  const rejected: Reject[] = [];
  for (const declared of source.accesses) {
    for (const row of rows.get(declared.from) ?? []) {
      const mapped = mapAccess(declared, row.scope, where);
      if (mapped.result === 'WORD') words.push({ word: mapped.word, row });
      if (mapped.result === 'FLAWED') {
        const flaws = mapped.flaws.map((one) => ({ ...one, path: `accesses.${one.path}` }));
        rejected.push(rejectOf(row, flaws));
      }
    }
  }
  return { words, rejected };
};

/** What no permission is called cannot be looked for either. */
const ACCESS_ID = /^[\x21-\x7e]{1,128}$/;

/** The permissions that the calls of a webhook rest on, by what the other side calls them. */
export const accessIdsOf = (source: SourceDocument, { rows }: ReadRows): string[] => {
  const ids = source.calls.flatMap(({ from, access }) =>
    access ? (rows.get(from) ?? []).flatMap(({ scope }) => fillTemplate(access, scope) ?? []) : [],
  );
  return [...new Set(ids)].filter((id) => ACCESS_ID.test(id));
};

/** The same row delivered again is the same message; a corrected one, or one that now means something else, is not. */
const messageIdOf = (source: string, callIndex: number, { key, raws }: SourceRow, call: MappedCall): string =>
  `source-${createHash('sha256')
    .update(canonicalJson([source, callIndex, key, raws, call]))
    .digest('hex')
    .slice(0, 40)}`;

type World = {
  readonly source: SourceDocument;
  readonly accesses: ReadonlyMap<string, KnownAccess>;
  readonly receivedAt: Date;
};

const accessOf = ({ access: template }: SourceCall, { scope }: SourceRow, { source, accesses }: World) => {
  if (!template) return null;
  const accessId = fillTemplate(template, scope) ?? '';
  return accesses.get(accessKeyOf({ source: source.source, accessId })) ?? undefined;
};

const callOf = (row: SourceRow, callIndex: number, world: World): PlacedCall | Reject | null => {
  const { source, receivedAt } = world;
  const declared = source.calls[callIndex]!;
  const access = accessOf(declared, row, world);
  const given = access ? { id: access.accessId, userId: access.userId } : null;
  const scope = { ...row.scope, joined: { ...row.scope.joined, access: given } };
  const mapped = mapRow(declared, scope, { mapping: mappingOf(source), now: receivedAt, shift: null });
  if (mapped.result === 'SKIPPED') return null;
  // Of data that may not come in, nothing else is told.
  const barred = access === null ? null : judgeAccess(access, receivedAt);
  if (barred) return rejectOfRow(placeOf(row), { path: barred.path, why: barred.remedy }, barred.code);
  if (mapped.result === 'FLAWED') return rejectOf(row, mapped.flaws);
  if (mapped.result !== 'CALL') return null;
  const messageId = messageIdOf(source.source, callIndex, row, mapped.call);
  const context = access ? { context: { dataAccess: { id: access.accessId } } } : {};
  const item = { ...mapped.call, ...context, messageId };
  const parsed = parseItem(item, { source: source.source, receivedAt, sentAt: null, plan: null });
  if ('call' in parsed) return { call: parsed.call, row, access: access ?? null };
  const [first] = parsed.flaws;
  return rejectOfRow(placeOf(row), { path: first!.path, why: first!.remedy }, first!.code, messageId);
};

/** Makes the calls of a webhook whose rows may come in, and says why the others may not. */
export const callsOf = (rows: ReadRows['rows'], world: World): { calls: PlacedCall[]; rejected: Reject[] } => {
  const made = world.source.calls.flatMap(({ from }, callIndex) =>
    (rows.get(from) ?? []).flatMap((row) => callOf(row, callIndex, world) ?? []),
  );
  return {
    calls: made.filter((one) => 'call' in one),
    rejected: made.filter((one) => 'remedy' in one),
  };
};
