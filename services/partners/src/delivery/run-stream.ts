import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { writeClosing, writeEvent, writeHeartbeat, writeOpening } from '../domain/write-stream.ts';
import type { Listener } from '../usecases/open-stream.ts';
import type { Batch } from '../usecases/share-batch.ts';
import type { StreamMetrics } from './stream-metrics.ts';

/** Events that are judged and written at a time: more are never in the process's memory for one connection. */
const EVENTS_MAX = 50;
const POLL_MS = 500;
/** When a partner should come again after a stream broke, ms. */
const RETRY_MS = 2_000;

/** Why a stream ended. */
export type StreamEnd = 'LEFT' | 'STOPPING' | 'STALLED' | 'REVOKED' | 'GONE';

const CLOSING: Partial<Readonly<Record<StreamEnd, string>>> = {
  STOPPING: 'this process stops: come again',
  REVOKED: 'the credential was revoked: ask the bank for a new one',
  GONE: 'events behind your position are kept no longer',
};

/** What a stream is run with. */
export type StreamParts = {
  readonly shareBatch: (listener: Listener, after: number, limit: number) => Promise<Batch>;
  readonly isRevoked: (credentialId: string) => Promise<boolean>;
  readonly elapsedMs: () => number;
  readonly heartbeatMs: number;
  readonly stallMs: number;
  readonly metrics: StreamMetrics;
  /** Ends the stream when this process stops. */
  readonly stopping: AbortSignal;
};

/** Resolves once what was written is out of our hands, once the stream is over, or after a moment. */
const untilDrained = async (out: ServerResponse, over: AbortSignal): Promise<void> => {
  const drained = new AbortController();
  const note = () => drained.abort();
  out.once('drain', note);
  await pause(POLL_MS, undefined, { signal: AbortSignal.any([over, drained.signal]) }).catch(() => undefined);
  out.off('drain', note);
};

/**
 * Writes a partner's events until the stream ends. Nothing is read from the log while what was written before is
 * unread, so a client that never reads costs one batch, and after `stallMs` its connection.
 */
export const runStream = async (
  out: ServerResponse,
  listener: Listener,
  after: number,
  parts: StreamParts,
): Promise<StreamEnd> => {
  const { elapsedMs, heartbeatMs, metrics, stallMs, stopping } = parts;
  const left = new AbortController();
  out.once('close', () => left.abort());
  const over = AbortSignal.any([left.signal, stopping]);
  let position = after;
  let limit = EVENTS_MAX;
  let saidAtMs = elapsedMs();
  const say = (text: string): void => {
    out.write(text);
    saidAtMs = elapsedMs();
  };
  const end = (why: StreamEnd): StreamEnd => {
    const closing = CLOSING[why];
    if (closing && !out.writableNeedDrain) out.end(writeClosing(closing));
    else out.destroy();
    return why;
  };
  say(writeOpening(RETRY_MS));
  for (;;) {
    if (left.signal.aborted) return end('LEFT');
    if (stopping.aborted) return end('STOPPING');
    if (out.writableNeedDrain) {
      if (elapsedMs() - saidAtMs >= stallMs) return end('STALLED');
      await untilDrained(out, over);
      if (out.writableNeedDrain && (await parts.isRevoked(listener.credentialId))) return end('REVOKED');
      continue;
    }
    const batch = await parts.shareBatch(listener, position, limit);
    if (batch.end) return end(batch.end);
    if (batch.events.length > 0) {
      say(batch.events.map((event) => writeEvent(listener.salt, event)).join(''));
      metrics.written.inc(batch.events.length);
    }
    position = batch.position;
    limit = batch.next === 'FEWER' ? Math.max(1, Math.floor(limit / 2)) : Math.min(EVENTS_MAX, limit * 2);
    if (elapsedMs() - saidAtMs >= heartbeatMs) say(writeHeartbeat(listener.salt, position));
    if (batch.next === 'LATER') await pause(POLL_MS, undefined, { signal: over }).catch(() => undefined);
  }
};
