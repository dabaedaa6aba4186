import { canonicalJson } from '@rapport/contracts';
import { LocalError } from '../local-error.ts';
import type { ReadRows, Rejected, SourceRow } from './source-row.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rowOf = (value: unknown, file: string, line: number): SourceRow | Rejected =>
  isObject(value)
    ? { values: value, raw: canonicalJson(value), file, line }
    : { file, line, path: '', reason: 'is no JSON object' };

const sorted = (read: readonly (SourceRow | Rejected)[]): ReadRows => ({
  rows: read.filter((one): one is SourceRow => 'values' in one),
  rejected: read.filter((one): one is Rejected => 'reason' in one),
});

/**
 * Reads the list of objects in a JSON document.
 * @param path where the list is, such as `data.transactions`; left out: the document is the list
 * @throws LocalError DATA_DAMAGED where the document is not whole or has no list there
 */
export const readJson = (text: string, { file, path }: { file: string; path: string | undefined }): ReadRows => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    throw new LocalError('DATA_DAMAGED', `${file} is no whole JSON document`, 'send the whole file', [why]);
  }
  const steps = path?.split('.') ?? [];
  const list = steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), document);
  if (!Array.isArray(list)) {
    const found = isObject(document) ? `; the document has ${Object.keys(document).join(', ')}` : '';
    const where = path ? `at ${path}` : 'at its top';
    throw new LocalError('DATA_DAMAGED', `${file} has no list ${where}${found}`, 'say in the mapping where: rows');
  }
  return sorted(list.map((value, index) => rowOf(value, file, index + 1)));
};

/** Reads one JSON object per line; a line that is none is rejected by itself. */
export const readNdjson = (text: string, { file }: { file: string }): ReadRows =>
  sorted(
    text.split('\n').flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [rowOf(JSON.parse(line), file, index + 1)];
      } catch {
        return [{ file, line: index + 1, path: '', reason: 'is no whole JSON object: send the whole line' }];
      }
    }),
  );
