import { LocalError } from '../local-error.ts';
import type { ReadRows, Rejected, SourceRow } from './source-row.ts';

type CsvRecord = {
  readonly values: readonly string[];
  readonly raw: string;
  readonly line: number;
  /** How it ends: with a line break, with the file, or never, inside quotes. */
  readonly end: 'BREAK' | 'FILE' | 'QUOTE';
};

/** Splits a text into records (RFC 4180: quotes, doubled quotes, line breaks inside quotes; CRLF or LF). */
function* recordsOf(text: string, delimiter: string): Generator<CsvRecord> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const [from, firstLine] = [at, line];
    const values: string[] = [];
    let end: CsvRecord['end'] | null = null;
    while (end === null) {
      let value = '';
      if (text[at] === '"') {
        let close = at;
        do {
          close = text.indexOf('"', close + 1);
          if (close >= 0 && text[close + 1] === '"') close += 1;
          else break;
        } while (close >= 0);
        if (close < 0) {
          yield { values, raw: text.slice(from), line: firstLine, end: 'QUOTE' };
          return;
        }
        value = text.slice(at + 1, close).replaceAll('""', '"');
        at = close + 1;
      }
      const start = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
      values.push(value + text.slice(start, at).replace(/\r$/, ''));
      if (at >= text.length) end = 'FILE';
      else if (text[at] === '\n') end = 'BREAK';
      at += 1;
    }
    const raw = text.slice(from, at).replace(/\r?\n$/, '');
    line += text.slice(from, at).split('\n').length - 1;
    yield { values, raw, line: firstLine, end };
  }
}

const wrongWith = ({ values, end }: CsvRecord, header: readonly string[]): string | null => {
  const count = `has ${values.length} of ${header.length} values`;
  if (end === 'QUOTE') return 'a quote is opened and never closed: nothing from here to the end of the file was read';
  if (end === 'FILE') {
    return values.length < header.length
      ? `the file ends in the middle of this line: it ${count}; send the whole file`
      : 'the file ends without a line break: its last line may be cut; send all of it, or end it with a line break';
  }
  return values.length === header.length ? null : `${count}: each line needs as many as the header names`;
};

/**
 * Reads a CSV file under the names of its header. A line that cannot be right is rejected by itself.
 * @throws LocalError DATA_DAMAGED where there is no header, or one that names a column twice
 */
export const readCsv = (text: string, { file, delimiter }: { file: string; delimiter: string }): ReadRows => {
  const records = recordsOf(text, delimiter);
  const first = records.next().value as CsvRecord | undefined;
  const header = first?.values.map((name) => name.trim()) ?? [];
  if (!first || first.end !== 'BREAK') {
    throw new LocalError('DATA_DAMAGED', `${file} has no whole header line`, 'send the whole file');
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new LocalError(
      'DATA_DAMAGED',
      `${file} names the column ${twice} twice`,
      'give each column a name of its own',
    );
  }
  const rows: SourceRow[] = [];
  const rejected: Rejected[] = [];
  for (const record of records) {
    const { values, raw, line } = record;
    if (raw.trim() === '') continue;
    const wrong = wrongWith(record, header);
    if (wrong) rejected.push({ file, line, path: '', reason: wrong });
    else
      rows.push({ values: Object.fromEntries(header.map((name, index) => [name, values[index]!])), raw, file, line });
  }
  return { rows, rejected };
};

/** The columns of a CSV file, as its header names them. */
export const columnsOf = (text: string, delimiter: string): string[] => {
  const first = recordsOf(text, delimiter).next().value as CsvRecord | undefined;
  return first?.values.map((name) => name.trim()) ?? [];
};
