import { readFile, rm } from 'node:fs/promises';
import { pollUntil } from './deadline.ts';
import { LocalError } from './local-error.ts';
import { findProcess } from './process-identity.ts';

const PREDECESSOR_TAKES_AT_MOST_MS = 25_000;

/**
 * Clears the way for a server whose pid file names a process. One that still runs on the same data (its supervisor was
 * killed a moment ago and it is on its way out) gets 25 s to end, then `DATA_IN_USE` is thrown. A file left by a crash
 * is the server's own business, unless its number meanwhile belongs to another program: then it is removed. `mark` is
 * what the command line of a predecessor contains.
 */
export async function awaitPredecessor(pidFile: string, mark: string, what: string): Promise<void> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  const found = await findProcess(pid);
  if (!found) return;
  if (!found.command.includes(mark)) return rm(pidFile, { force: true });
  const isGone = async (): Promise<boolean> => (await findProcess(pid))?.startedAt !== found.startedAt;
  if (await pollUntil(isGone, { withinMs: PREDECESSOR_TAKES_AT_MOST_MS, everyMs: 50 })) return;
  const message = `another ${what} (process ${pid}) works on this data`;
  throw new LocalError('DATA_IN_USE', message, `stop it: kill -INT ${pid}`);
}
