import { crc32 } from 'node:zlib';
import { type IngestMessage, ingestSubject, type Tx } from '@rapport/contracts';
import { causeOf, giveUp, retryOrGiveUp } from '../consume.ts';
import type { ConsumerParts } from '../consumer-parts.ts';
import { bury } from '../dead-letters.ts';
import { isOutage } from '../outage.ts';
import { type Delivery, type Puller, pull } from '../pull.ts';
import { openIngest, sealIngest } from './cipher.ts';
import type { IngestedCall } from './ingested-call.ts';
import { claimCalls } from './ingested-message.ts';

/** How a service takes raw calls: first whatever it has to ask others, then, in one transaction, all the rest. */
export type IngestReader<Prepared> = {
  /** The key that raw calls are encrypted with. */
  readonly key: Uint8Array;
  /** Before the transaction, over all calls of the batch: resolving identifiers, for one. */
  readonly prepare: (calls: readonly IngestedCall[]) => Promise<Prepared>;
  /**
   * Whom a call is about. Calls about one are applied in one transaction, those about others perhaps in another at the
   * same time; where left out, the whole batch in one.
   */
  readonly aboutOf?: (call: IngestedCall, prepared: Prepared) => string;
  /** Inside it, over the calls that were never applied before. */
  readonly apply: (tx: Tx, calls: readonly IngestedCall[], prepared: Prepared) => Promise<void>;
};

/** Messages of one call each, or a few of hundreds: either way a batch is worth its statements and fits into memory. */
const BATCH_MAX = 256;
const BATCH_BYTES_MAX = 1_500_000;
/** A batch that failed is taken again in so many parts. */
const PARTS = 16;
/** While PostgreSQL works for one lane, this process computes for another. */
const LANES = 2;
/** Fewer calls are not worth a lane of their own. */
const LANE_CALLS_MIN = 100;

type Opened = { readonly delivery: Delivery; readonly calls: readonly IngestedCall[] };

/** The calls of a message, each with where it came from. */
export const callsOf = ({ source, receivedAt, calls }: IngestMessage): IngestedCall[] =>
  calls.map((call) => ({ ...call, source, receivedAt }));

/** Within a transaction: claims those calls that are new and applies them. */
export const applyCalls = async <Prepared>(
  tx: Tx,
  reader: IngestReader<Prepared>,
  calls: readonly IngestedCall[],
  prepared: Prepared,
): Promise<void> => {
  const fresh = await claimCalls(tx, calls);
  if (fresh.length > 0) await reader.apply(tx, fresh, prepared);
};

/** Customers spread over lanes, always the same way; a small batch has one lane. */
const lanesOf = <Prepared>(
  { aboutOf }: IngestReader<Prepared>,
  calls: readonly IngestedCall[],
  prepared: Prepared,
): (readonly IngestedCall[])[] => {
  if (!aboutOf || calls.length < LANES * LANE_CALLS_MIN) return [calls];
  return [...Map.groupBy(calls, (call) => crc32(aboutOf(call, prepared)) % LANES).values()];
};

/** Applies calls, each lane in a transaction of its own. @throws what the first lane that failed failed with */
const takeCalls = async <Prepared>(
  { transact }: ConsumerParts,
  reader: IngestReader<Prepared>,
  calls: readonly IngestedCall[],
): Promise<void> => {
  const prepared = await reader.prepare(calls);
  const outcomes = await Promise.allSettled(
    lanesOf(reader, calls, prepared).map((lane) => transact((tx) => applyCalls(tx, reader, lane, prepared))),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

/** The last resort: every call by itself, so that the good ones are applied and only the bad ones are given up. */
const takeOneByOne = async <Prepared>(parts: ConsumerParts, reader: IngestReader<Prepared>, opened: Opened) => {
  for (const call of opened.calls) {
    try {
      await takeCalls(parts, reader, [call]);
    } catch (error) {
      const { source, receivedAt, ...raw } = call;
      await bury(parts.transact, parts.service, {
        stream: opened.delivery.stream,
        subject: ingestSubject(source),
        eventId: opened.delivery.messageId,
        payload: Buffer.from(sealIngest(reader.key, { source, receivedAt, calls: [raw] })).toString('base64'),
        cause: causeOf(error),
        attempts: opened.delivery.attempt,
      });
      parts.metrics.deadLetters.inc({ stream: opened.delivery.stream });
      parts.log.error({ messageId: call.messageId, cause: causeOf(error) }, 'a call was given up');
    }
  }
};

/** What becomes of a message whose calls could not be applied. */
const settleFailed = async <Prepared>(
  parts: ConsumerParts,
  reader: IngestReader<Prepared>,
  opened: Opened,
  error: unknown,
) => {
  if (!opened.delivery.isLastAttempt || isOutage(error)) return retryOrGiveUp(parts, opened.delivery, error);
  try {
    await takeOneByOne(parts, reader, opened);
    opened.delivery.ack('dead');
  } catch (failure) {
    parts.log.warn({ err: failure }, 'a message of raw calls could not be given up yet');
    opened.delivery.retry('OUTAGE');
  }
};

/**
 * Applies messages together. If that fails, their parts, so that a bad message hurts only itself; but what a part of
 * the house that is away has failed is not tried message by message, as each would wait for it as long.
 */
const takeTogether = async <Prepared>(
  parts: ConsumerParts,
  reader: IngestReader<Prepared>,
  opened: readonly Opened[],
  isPart = false,
): Promise<void> => {
  try {
    await takeCalls(
      parts,
      reader,
      opened.flatMap(({ calls }) => calls),
    );
    for (const { delivery } of opened) delivery.ack('applied');
    return;
  } catch (error) {
    if (opened.length === 1) return settleFailed(parts, reader, opened[0]!, error);
    if (isPart && isOutage(error)) {
      for (const { delivery } of opened) await retryOrGiveUp(parts, delivery, error);
      return;
    }
    parts.log.debug({ err: error, messages: opened.length }, 'a batch of raw calls failed and is taken in parts');
  }
  const size = Math.ceil(opened.length / PARTS);
  for (let from = 0; from < opened.length; from += size) {
    await takeTogether(parts, reader, opened.slice(from, from + size), true);
  }
};

/** Opens messages and applies their calls: each message is acknowledged, asked for again, or given up. */
export const takeMessages = async <Prepared>(
  parts: ConsumerParts,
  reader: IngestReader<Prepared>,
  deliveries: readonly Delivery[],
) => {
  const opened: Opened[] = [];
  for (const delivery of deliveries) {
    try {
      opened.push({ delivery, calls: callsOf(openIngest(reader.key, delivery.bytes)) });
    } catch (error) {
      await giveUp(parts, delivery, error);
    }
  }
  if (opened.length > 0) await takeTogether(parts, reader, opened);
};

/** Starts the service's consumer of raw calls: many messages in one transaction, each call applied exactly once. */
export const consumeIngest = <Prepared>(parts: ConsumerParts, reader: IngestReader<Prepared>): Promise<Puller> =>
  pull(parts, {
    stream: 'INGEST',
    batchMax: BATCH_MAX,
    bytesMax: BATCH_BYTES_MAX,
    take: (deliveries) => takeMessages(parts, reader, deliveries),
  });
