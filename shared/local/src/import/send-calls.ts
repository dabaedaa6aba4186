import { appendFile } from 'node:fs/promises';
import { BATCH_BYTES_MAX, BATCH_CALLS_MAX } from '../demo/batches-of.ts';
import { postBatches } from '../demo/post-batches.ts';
import type { SegmentCall } from '../demo/segment-call.ts';
import type { ImportState, Said, Word } from './import-state.ts';
import type { PlannedCall } from './plan-calls.ts';
import type { Rejected } from './source-row.ts';

/** A call as it goes out: its id, and when it is said to hold. */
export type Outgoing = { readonly planned: PlannedCall; readonly word: Word; readonly isCorrection: boolean };

/** A word that is to win must be the later one, by its own time. */
const timestampOf = (planned: PlannedCall, said: Said | undefined, now: Date): string => {
  const own = planned.call.timestamp ?? now.toISOString();
  if (!said || own > said.timestamp) return own;
  return new Date(Date.parse(said.timestamp) + 1).toISOString();
};

/**
 * What of a plan is still to be said: null for a line whose last word it is already. A line that goes back to an
 * earlier wording is a new word, too, so its id is numbered.
 */
export const outgoingOf = (planned: PlannedCall, said: Said | undefined, now: Date): Outgoing | null => {
  const before = said?.messageIds ?? [];
  const isSame = (id: string): boolean => id === planned.messageId || id.startsWith(`${planned.messageId}.`);
  const last = before.at(-1);
  if (last !== undefined && isSame(last)) return null;
  const messageId = before.some(isSame) ? `${planned.messageId}.${before.length}` : planned.messageId;
  const word = { lineId: planned.lineId, messageId, timestamp: timestampOf(planned, said, now) };
  return { planned, word, isCorrection: before.length > 0 };
};

const bodyOf = ({ planned, word }: Outgoing): SegmentCall =>
  ({ ...planned.call, messageId: word.messageId, timestamp: word.timestamp }) as SegmentCall;

type Batch = { readonly calls: readonly SegmentCall[]; readonly outgoing: readonly Outgoing[] };

function* batchesOf(all: readonly Outgoing[]): Generator<Batch> {
  let calls: SegmentCall[] = [];
  let outgoing: Outgoing[] = [];
  let bytes = 0;
  for (const one of all) {
    const call = bodyOf(one);
    const size = Buffer.byteLength(JSON.stringify(call)) + 1;
    if (calls.length === BATCH_CALLS_MAX || (calls.length > 0 && bytes + size > BATCH_BYTES_MAX - 100)) {
      yield { calls, outgoing };
      [calls, outgoing, bytes] = [[], [], 0];
    }
    calls.push(call);
    outgoing.push(one);
    bytes += size;
  }
  if (calls.length > 0) yield { calls, outgoing };
}

/** Where calls go, and how patient the sender is. */
export type Door = { readonly url: string; readonly writeKey: string; readonly signal?: AbortSignal | undefined };

/** An import would rather wait than fail: 120 tries with up to 5 s between them, or as long as the door says. */
const ATTEMPTS_MAX = 120;

/**
 * Sends calls batch by batch and remembers each batch once it is taken.
 * @returns the lines whose calls were refused one by one
 * @throws LocalError as `postBatches` does; what was taken until then is remembered
 */
export const sendCalls = async (
  all: readonly Outgoing[],
  { url, writeKey, signal }: Door,
  { state, rejectsFile, onSent }: { state: ImportState; rejectsFile: string; onSent: (sent: number) => void },
): Promise<Rejected[]> => {
  const rejected: Rejected[] = [];
  let sent = 0;
  for (const { calls, outgoing } of batchesOf(all)) {
    const refused = await postBatches(url, writeKey, [{ batch: calls }], {
      attemptsMax: ATTEMPTS_MAX,
      ...(signal ? { signal } : {}),
    });
    const reasons = new Map(refused.map((one) => [one.messageId, one]));
    const taken = outgoing.filter(({ word }) => !reasons.has(word.messageId));
    const fresh = outgoing.flatMap(({ planned, word }): Rejected[] => {
      const reason = reasons.get(word.messageId);
      if (!reason) return [];
      const path = reason.path.replace(/^batch\.\d+\.?/, '');
      return [{ file: planned.row.file, line: planned.row.line, path, reason: reason.remedy }];
    });
    if (fresh.length > 0) await writeRejects(rejectsFile, fresh);
    await state.saveWords(taken.map(({ word }) => word));
    rejected.push(...fresh);
    sent += calls.length;
    onSent(sent);
  }
  return rejected;
};

/** Adds rejects to their file, one JSON object per line. */
export const writeRejects = (file: string, rejected: readonly Rejected[]): Promise<void> =>
  appendFile(file, rejected.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600 });
