// Some accounts of the Berka data set, written out and brought in as a person would.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestHouse } from '@rapport/testkit';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the data set lies, if it lies here at all. */
export const BERKA = join(resolve(ROOT, process.env['RAPPORT_DATA'] ?? '../shared/data'), 'berka');
export const isBerkaHere = existsSync(BERKA);

export type Run = { code: number; out: string };

/** The command as a person types it. */
export const runImport = (args: readonly string[], env: Record<string, string>): Promise<Run> =>
  new Promise((done) => {
    const entry = join(ROOT, 'shared/local/src/import/main.ts');
    const settings = { env: { ...process.env, ...env, NODE_OPTIONS: '' }, cwd: ROOT, timeout: 30_000 };
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], settings, (error, out, err) =>
      done({ code: error ? Number(error.code ?? -1) : 0, out: out + err }),
    );
  });

/** Imports a folder of the data set's files into a house. */
export const importBerka = ({ dataDir, url, rapport }: TestHouse, folder: string): Promise<Run> =>
  runImport(['--mapping', 'test/evaluation/berka/berka.yaml', folder], {
    RAPPORT_DIR: dataDir,
    PORT: new URL(url).port,
    RAPPORT_NOW: rapport.now().toISOString(),
  });

export type Line = readonly string[];
const read = (name: string): { header: string; lines: string[]; cells: (line: string) => Line } => {
  const [header, ...lines] = readFileSync(join(BERKA, name), 'utf8').trimEnd().split('\n');
  const separator = name === 'trans.csv' ? ',' : ';';
  return { header: header!, lines, cells: (line) => line.split(separator).map((cell) => cell.replaceAll('"', '')) };
};

/** Writes the rows of some accounts into `folder`, in files of the same names. Transactions are in the file's order. */
export const writeSubset = async (
  folder: string,
  accounts: readonly string[],
): Promise<{ clients: string[]; transactions: Line[] }> => {
  const disp = read('disp.csv');
  const dispositions = disp.lines.map(disp.cells).filter(([, , account]) => accounts.includes(account!));
  const clients = dispositions.map(([, client]) => client!);
  const keep: Record<string, [column: number, values: readonly string[]]> = {
    'client.csv': [0, clients],
    'disp.csv': [2, accounts],
    'account.csv': [0, accounts],
    'loan.csv': [1, accounts],
    'card.csv': [1, dispositions.map(([id]) => id!)],
    'order.csv': [1, accounts],
    'trans.csv': [1, accounts],
  };
  for (const [name, [column, values]] of Object.entries(keep)) {
    const { header, lines, cells } = read(name);
    const kept = lines.filter((line) => values.includes(cells(line)[column]!));
    await writeFile(join(folder, name), `${[header, ...kept].join('\n')}\n`);
  }
  const { lines, cells } = read('trans.csv');
  return { clients, transactions: lines.map(cells).filter(([, account]) => accounts.includes(account!)) };
};
