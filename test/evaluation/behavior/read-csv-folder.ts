import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Row = Readonly<Record<string, string>>;

const bare = (cell: string): string => cell.replaceAll('"', '').replace(/\.0$/, '');

/** The rows of every file of a folder whose header has these columns, whatever the files are called, packed or not. */
export const rowsWith = (folder: string, columns: readonly string[]): Row[] =>
  readdirSync(folder)
    .filter((name) => /\.csv(\.gz)?$/.test(name))
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      const [head, ...lines] = text.trimEnd().split(/\r?\n/);
      const separator = head!.includes(';') ? ';' : ',';
      const names = head!.split(separator).map(bare);
      if (columns.some((column) => !names.includes(column))) return [];
      return lines.map((line) => {
        const cells = line.split(separator).map(bare);
        return Object.fromEntries(names.map((column, index) => [column, cells[index] ?? '']));
      });
    });
