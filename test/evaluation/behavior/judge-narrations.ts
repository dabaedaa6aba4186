import { spawn } from 'node:child_process';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../services/behavior/src/replay/categories/main.ts', import.meta.url));
const TIMEOUT_MS = 600_000;

/** A text with what was said of it; nothing where it was only learnt from. */
export type Judged = { readonly text: string; readonly label?: string; readonly said: string | null };

/** Sends texts, with their labels where they are to be learnt, through behavior's own learning; its answers. */
export const judgeNarrations = async (
  mode: 'labels' | 'made',
  lines: readonly { readonly text: string; readonly label: string | null }[] = [],
): Promise<Judged[]> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, mode], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: TIMEOUT_MS,
  });
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  child.stdin.end(lines.map((line) => JSON.stringify(line)).join('\n'));
  const [out, code] = await Promise.all([textOf(child.stdout), ended]);
  if (code !== 0) throw new Error(`the judging of narrations ended with ${code}: its own words stand above`);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Judged);
};
