import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../../services/behavior/src/replay/', import.meta.url);
const TIMEOUT_MS = 1_800_000;

/** One of behavior's replays as a child: values in and what it says of them out, as JSON lines. */
export const startReplay = (entry: string): ChildProcessByStdio<Writable, Readable, null> =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL(entry, FOLDER))], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: TIMEOUT_MS,
  });

/** Sends values through one of behavior's replays and reads what it says of them. */
export const replayBehavior = async <Said>(entry: string, values: Iterable<unknown>): Promise<Said[]> => {
  const child = startReplay(entry);
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const answered = text(child.stdout);
  for (const value of values) {
    if (!child.stdin.write(`${JSON.stringify(value)}\n`)) await Promise.race([once(child.stdin, 'drain'), ended]);
  }
  child.stdin.end();
  const [out, code] = await Promise.all([answered, ended]);
  if (code !== 0) throw new Error(`the replay ${entry} ended with ${code}: its own words stand above`);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Said);
};
