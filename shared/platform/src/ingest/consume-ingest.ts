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
  /** Inside it, over the calls that were never applied before. */
  readonly apply: (tx: Tx, calls: readonly IngestedCall[], prepared: Prepared) => Promise<void>;
};

const BATCH_MAX = 16;

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

const takeCalls = async <Prepared>(
  { transact }: ConsumerParts,
  reader: IngestReader<Prepared>,
  calls: readonly IngestedCall[],
): Promise<void> => {
  const prepared = await reader.prepare(calls);
  await transact((tx) => applyCalls(tx, reader, calls, prepared));
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

const takeMessage = async <Prepared>(parts: ConsumerParts, reader: IngestReader<Prepared>, opened: Opened) => {
  try {
    await takeCalls(parts, reader, opened.calls);
    opened.delivery.ack('applied');
  } catch (error) {
    if (!opened.delivery.isLastAttempt || isOutage(error)) return retryOrGiveUp(parts, opened.delivery, error);
    try {
      await takeOneByOne(parts, reader, opened);
      opened.delivery.ack('dead');
    } catch (failure) {
      parts.log.warn({ err: failure }, 'a message of raw calls could not be given up yet');
      opened.delivery.retry('OUTAGE');
    }
  }
};

const take = async <Prepared>(
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
  if (opened.length > 1) {
    try {
      await takeCalls(
        parts,
        reader,
        opened.flatMap(({ calls }) => calls),
      );
      for (const { delivery } of opened) delivery.ack('applied');
      return;
    } catch (error) {
      parts.log.debug({ err: error }, 'a batch of raw calls failed; its messages are taken one by one');
    }
  }
  for (const item of opened) await takeMessage(parts, reader, item);
};

/** Starts the service's consumer of raw calls: many messages in one transaction, each call applied exactly once. */
export const consumeIngest = <Prepared>(parts: ConsumerParts, reader: IngestReader<Prepared>): Promise<Puller> =>
  pull(parts, { stream: 'INGEST', batchMax: BATCH_MAX, take: (deliveries) => take(parts, reader, deliveries) });
