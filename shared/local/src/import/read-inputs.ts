import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, matchesGlob } from 'node:path';
import { type MappingDocument, type MappingInput, neededFields, unknownWord } from '@rapport/contracts';
import { LocalError, systemErrorCode } from '../local-error.ts';
import { decodeText } from './decode-text.ts';
import { columnsOf, readCsv } from './read-csv.ts';
import { readJson, readNdjson } from './read-json-rows.ts';
import type { ReadRows, Rejected, SourceRow } from './source-row.ts';

/** The rows of every input by its name, and the lines that are none. */
export type LoadedInputs = {
  readonly rows: ReadonlyMap<string, readonly SourceRow[]>;
  readonly rejected: readonly Rejected[];
};

const filesIn = async (path: string): Promise<string[]> => {
  const found = await stat(path).catch((error: unknown) => {
    throw new LocalError('UNSUPPORTED', `${path} cannot be read (${systemErrorCode(error)})`, 'name a file or folder');
  });
  if (!found.isDirectory()) return [path];
  return (await readdir(path)).sort().map((name) => join(path, name));
};

const checkColumns = (text: string, file: string, { delimiter }: MappingInput, needed: ReadonlySet<string>) => {
  const columns = columnsOf(text, delimiter);
  const missing = [...needed].filter((column) => !columns.includes(column));
  if (missing.length === 0) return;
  throw new LocalError(
    'UNSUPPORTED',
    `${file} lacks what the mapping needs; nothing was sent`,
    'correct the names in the mapping, its delimiter, or the file',
    missing.map((column) => `the column ${unknownWord(column, columns)}`),
  );
};

const readOne = async (path: string, input: MappingInput, needed: ReadonlySet<string>): Promise<ReadRows> => {
  const file = basename(path);
  const text = decodeText(await readFile(path), input.encoding, file);
  if (input.format === 'json') return readJson(text, { file, path: input.rows });
  if (input.format === 'ndjson') return readNdjson(text, { file });
  const read = readCsv(text, { file, delimiter: input.delimiter });
  checkColumns(text, file, input, needed);
  return read;
};

/**
 * Reads the files that the mapping's inputs name; folders stand for all their files, of which others are left aside.
 * @throws LocalError where a named file is no input's, an input has no file, or a file cannot be used at all
 */
export const readInputs = async (mapping: MappingDocument, paths: readonly string[]): Promise<LoadedInputs> => {
  const inputs = Object.entries(mapping.inputs).filter(([, { file }]) => file !== undefined);
  const patterns = inputs.map(([, { file }]) => file!);
  const needed = neededFields(mapping);
  const files = (await Promise.all(paths.map(filesIn))).flat();
  const nobodys = paths.filter((path) => files.includes(path) && !patterns.some((p) => matchesGlob(basename(path), p)));
  const without = inputs.filter(([, { file }]) => !files.some((path) => matchesGlob(basename(path), file!)));
  if (nobodys.length > 0 || without.length > 0) {
    throw new LocalError(
      'UNSUPPORTED',
      'the files do not fit the mapping',
      `the mapping reads ${patterns.join(', ')}`,
      [
        ...nobodys.map((path) => `${path} is none of them`),
        ...without.map(([name, { file }]) => `${name}: no file is named ${file}`),
      ],
    );
  }
  const rows = new Map<string, readonly SourceRow[]>();
  const rejected: Rejected[] = [];
  for (const [name, input] of inputs) {
    const read: ReadRows[] = [];
    for (const path of files.filter((one) => matchesGlob(basename(one), input.file!))) {
      read.push(await readOne(path, input, needed.get(name)!));
    }
    rows.set(
      name,
      read.flatMap((one) => one.rows),
    );
    rejected.push(...read.flatMap((one) => one.rejected));
  }
  return { rows, rejected };
};
