import { INGEST_CALLS_MAX, type IngestCall, ingestSubject, RapportError, unavailable } from '@rapport/contracts';
import { type IdSource, type Nats, sealIngest, trace } from '@rapport/platform';
import type { PublishCalls } from '../usecases/ports.ts';

/** Below NATS' own limit of 1 MiB, with room for what encryption and the message's frame add. */
const MESSAGE_BYTES_MAX = 700_000;
const ACK_MS_MAX = 2_000;

/** JetStream's codes for a stream that is full: of messages, of bytes, or of storage in all. */
const FULL: ReadonlySet<number | undefined> = new Set([10_023, 10_047, 10_077]);

const isFull = (error: unknown): boolean =>
  FULL.has((error as { api_error?: { err_code?: number } }).api_error?.err_code);

/** Calls in their order, as few messages as the limits allow. */
const packed = (calls: readonly IngestCall[]): IngestCall[][] => {
  const packs: IngestCall[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const call of calls) {
    const size = Buffer.byteLength(JSON.stringify(call)) + 1;
    if (bytes + size > MESSAGE_BYTES_MAX || packs.at(-1)!.length >= INGEST_CALLS_MAX) {
      packs.push([]);
      bytes = 0;
    }
    packs.at(-1)!.push(call);
    bytes += size;
  }
  return packs;
};

/** Encrypts accepted calls and puts them into INGEST; returns after the stream has acknowledged every message. */
export const publishCalls =
  ({ nats, key, newId }: { nats: Nats; key: Uint8Array; newId: IdSource }): PublishCalls =>
  async ({ source, receivedAt, calls }) => {
    const jetstream = nats.jetstream();
    const envelope = { source, receivedAt: receivedAt.toISOString(), traceparent: trace.current() };
    try {
      await Promise.all(
        packed(calls).map((pack) =>
          jetstream.publish(ingestSubject(source), sealIngest(key, { ...envelope, calls: pack }), {
            msgID: newId('evt'),
            timeout: ACK_MS_MAX,
          }),
        ),
      );
    } catch (error) {
      if (isFull(error)) {
        const message = 'there is no room for more calls at the moment: send the same batch again later';
        throw new RapportError('RATE_LIMITED', message, { cause: error });
      }
      // Some messages may be in already: sent again, their calls are recognised by their ids.
      throw unavailable('the calls could not be made safe: send the same batch again', error);
    }
  };
