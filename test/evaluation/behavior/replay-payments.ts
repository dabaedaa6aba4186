import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LabelledPayment } from './load-payments.ts';

/** What the search for series said of one payment. */
export type Verdict = {
  readonly transactionId: string;
  /** Whether it was recurring when it arrived. */
  readonly online: boolean;
  /** Whether it is with everything known. */
  readonly hindsight: boolean;
  /** The day expected next when it arrived. */
  readonly nextOn: string | null;
};

const ENTRY = fileURLToPath(new URL('../../../services/behavior/src/replay/main.ts', import.meta.url));
const TIMEOUT_MS = 300_000;

/** Sends accounts, days and amounts, and nothing else, through behavior's search for series. */
export const replayPayments = async (payments: readonly LabelledPayment[]): Promise<Map<string, Verdict>> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: TIMEOUT_MS,
  });
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const lines = payments.map(({ transactionId, accountId, day, size }) =>
    JSON.stringify({ transactionId, accountId, day, size }),
  );
  child.stdin.end(lines.join('\n'));
  const [out, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`the replay of payments ended with ${code}: its own words stand above`);
  const verdicts = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
  return new Map(verdicts.map((verdict) => [verdict.transactionId, verdict]));
};
