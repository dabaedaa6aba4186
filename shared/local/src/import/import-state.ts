import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalError } from '../local-error.ts';
import type { Shifts } from './plan-calls.ts';

/** What was said of one line so far: the ids of its words, the last one last, and when that was said to hold. */
export type Said = { readonly messageIds: readonly string[]; readonly timestamp: string };

/** A word that the front door has taken. */
export type Word = { readonly lineId: string; readonly messageId: string; readonly timestamp: string };

/** What an import remembers between runs, in a folder: which words were taken, and each account's shift. */
export type ImportState = {
  readonly said: ReadonlyMap<string, Said>;
  readonly shifts: Shifts;
  /** Before the first call goes out: a shift that was not kept could become another one. */
  saveShifts(shifts: Shifts): Promise<void>;
  /** After the front door has taken them. */
  saveWords(words: readonly Word[]): Promise<void>;
};

const WORDS = 'taken.tsv';
const SHIFTS = 'shifts.json';

/** A line that was cut by a kill says nothing: its call is sent again, which is harmless. */
const readWords = (text: string): Map<string, Said> => {
  const said = new Map<string, Said>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [lineId, messageId, timestamp, ...more] = line.split('\t');
    if (!lineId || !messageId || !timestamp || more.length > 0 || Number.isNaN(Date.parse(timestamp))) continue;
    said.set(lineId, { messageIds: [...(said.get(lineId)?.messageIds ?? []), messageId], timestamp });
  }
  return said;
};

const readShifts = (text: string, file: string): Shifts => {
  try {
    const parsed = JSON.parse(text) as Record<string, { days: number; fixedOn: string }>;
    return new Map(Object.entries(parsed));
  } catch {
    const remedy = 'put it back from a copy: without it, dates would be shifted anew and every row would come twice';
    throw new LocalError('DATA_DAMAGED', `${file} cannot be read`, remedy);
  }
};

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** Opens the memory of an import in a folder, which is made. @throws LocalError DATA_DAMAGED where it is unreadable */
export const openImportState = async (folder: string): Promise<ImportState> => {
  await mkdir(folder, { recursive: true });
  const wordsFile = join(folder, WORDS);
  const shiftsFile = join(folder, SHIFTS);
  const words = await textOf(wordsFile);
  // Half a line at the end must not swallow the next one.
  if (words !== '' && !words.endsWith('\n')) await appendFile(wordsFile, '\n');
  const shifts = await textOf(shiftsFile);
  return {
    said: readWords(words),
    shifts: shifts === '' ? new Map() : readShifts(shifts, shiftsFile),
    saveShifts: async (all) => {
      await writeFile(`${shiftsFile}.new`, JSON.stringify(Object.fromEntries(all)), { mode: 0o600, flush: true });
      await rename(`${shiftsFile}.new`, shiftsFile);
    },
    saveWords: (taken) =>
      appendFile(
        wordsFile,
        taken.map(({ lineId, messageId, timestamp }) => `${lineId}\t${messageId}\t${timestamp}\n`).join(''),
        { mode: 0o600 },
      ),
  };
};
