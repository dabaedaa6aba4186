import { pause } from '../deadline.ts';
import { LocalError } from '../local-error.ts';
import type { SegmentBatch } from './segment-call.ts';

/** A call that was not taken, and how to mend it. */
export type RejectedCall = { readonly messageId: string | null; readonly path: string; readonly remedy: string };

export type PostOptions = {
  /** Told after every batch: how many calls of how many were sent. */
  readonly onProgress?: (sent: number, total: number) => void;
  /** How long one request may take. */
  readonly timeoutMs?: number;
  /** How often one batch is tried before it is given up. */
  readonly attemptsMax?: number;
  /** The first wait before trying again; each further one is twice as long, up to five seconds. */
  readonly delayMs?: number;
  readonly signal?: AbortSignal;
};

const DELAY_MS_MAX = 5_000;
/** What passes by itself: too many at once, or nobody there yet. */
const PASSING = new Set([429, 502, 503, 504]);

type Target = { readonly url: string; readonly authorization: string; readonly timeoutMs: number };

/** One attempt: the response, or null where nobody answered in time. */
const post = async (body: string, { url, authorization, timeoutMs }: Target, signal?: AbortSignal) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000 || 0;
    return { status: response.status, text: await response.text(), retryAfterMs };
  } catch (error) {
    if (signal?.aborted) throw new LocalError('STOPPED', 'posting was stopped', 'start again: twice is harmless');
    // Refused, reset or too late: the same call again is harmless, its messageId is the same.
    if (error instanceof TypeError || timeout.aborted) return null;
    throw error;
  }
};

/** The calls that were refused one by one, none or all of them; null where the batch was not looked at. */
const rejectedIn = ({ status, text }: { status: number; text: string }): RejectedCall[] | null => {
  if (status !== 200 && status !== 400) return null;
  const { rejected = [] } = JSON.parse(text) as { rejected?: RejectedCall[] };
  // Refused with 400 is a batch of which nothing is usable; without a list, it was the batch itself.
  return status === 200 || rejected.length > 0 ? rejected : null;
};

const refused = (status: number, text: string): LocalError =>
  new LocalError(
    'NOT_READY',
    `the ingestion API refused a batch with ${status}`,
    'check the write key and the address',
    [text.slice(0, 500)],
  );

/**
 * Posts batches one after the other, so that they are taken in their order, and tries again what fails in passing.
 * @returns the calls that were refused one by one
 * @throws LocalError NOT_READY where a batch is refused or nobody answers, STOPPED where `signal` aborts
 */
export const postBatches = async (
  baseUrl: string,
  writeKey: string,
  batches: readonly SegmentBatch[],
  { onProgress, timeoutMs = 30_000, attemptsMax = 12, delayMs = 200, signal }: PostOptions = {},
): Promise<RejectedCall[]> => {
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const target = { url: new URL('/v1/batch', baseUrl).href, authorization, timeoutMs };
  const total = batches.reduce((sum, { batch }) => sum + batch.length, 0);
  const rejected: RejectedCall[] = [];
  let sent = 0;
  for (const batch of batches) {
    const body = JSON.stringify(batch);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await post(body, target, signal);
      const refusals = answer ? rejectedIn(answer) : null;
      if (refusals) {
        rejected.push(...refusals);
        break;
      }
      if (answer && !PASSING.has(answer.status)) throw refused(answer.status, answer.text);
      if (attempt >= attemptsMax) {
        throw new LocalError('NOT_READY', `${target.url} does not take batches`, 'look at the log of behavior', [
          answer ? `the last answer was ${answer.status}` : 'nobody answered',
        ]);
      }
      const waitMs = Math.min(delayMs * 2 ** (attempt - 1), DELAY_MS_MAX);
      await pause(Math.max(waitMs, Math.min(answer?.retryAfterMs ?? 0, 30_000)), signal);
    }
    sent += batch.batch.length;
    onProgress?.(sent, total);
  }
  return rejected;
};
