import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 600_000;

/** Sends JSON lines through a replay of behavior's, `stress` or `frauds`, and returns the lines that come back. */
export const replayLines = async <Answer>(replay: string, lines: Iterable<unknown>): Promise<Answer[]> => {
  const entry = fileURLToPath(new URL(`../../../services/behavior/src/replay/${replay}/main.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: TIMEOUT_MS,
  });
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const answered = text(child.stdout);
  for (const line of lines) {
    if (!child.stdin.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(child.stdin, 'drain'), ended]);
  }
  child.stdin.end();
  const [out, code] = await Promise.all([answered, ended]);
  if (code !== 0) throw new Error(`the replay of ${replay} ended with ${code}: its own words stand above`);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
};
