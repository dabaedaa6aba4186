import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A booking text with the category that its set gives it. */
export type LabelledNarration = { readonly text: string; readonly label: string };

/** The cells of a line of CSV; a cell in quotes may hold commas. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );

const folderOf = (data: string): string => join(data, 'txn_categories');

export const hasNarrations = (data: string): boolean => existsSync(folderOf(data));

/** The labelled narrations of every file of the set's folder, whatever the files are called. */
export const loadNarrations = (data: string): LabelledNarration[] =>
  readdirSync(folderOf(data))
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap((name) => {
      const [head = '', ...lines] = readFileSync(join(folderOf(data), name), 'utf8')
        .trimEnd()
        .split(/\r?\n/);
      const [text, label] = ['narration', 'category'].map((column) => cellsOf(head).indexOf(column));
      if (text === undefined || label === undefined || text < 0 || label < 0) return [];
      return lines.map((line) => {
        const cells = cellsOf(line);
        return { text: cells[text] ?? '', label: cells[label] ?? '' };
      });
    });
