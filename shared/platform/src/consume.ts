import {
  customerAliased,
  type Domain,
  type Reaction,
  readEnvelope,
  readEvent,
  SUBSCRIPTIONS,
  type Tx,
} from '@rapport/contracts';
import type { ConsumerParts } from './consumer-parts.ts';
import { bury, type Undeliverable } from './dead-letters.ts';
import { describeError } from './describe-error.ts';
import { claimNew, type Received } from './inbox.ts';
import { isOutage } from './outage.ts';
import { type Delivery, type Puller, pull } from './pull.ts';
import { trace } from './trace.ts';

const BATCH_MAX = 64;

/** An event and what it sets off. */
type Reacting = { readonly received: Received; readonly reaction: Reaction };
type Parsed = Reacting & { readonly delivery: Delivery };

/** What went wrong, short and without the data that it went wrong with. */
export const causeOf = (error: unknown): string => {
  const { type, message } = describeError(error);
  return `${type}: ${message}`;
};

/** Raw calls are sealed bytes; and text with a NUL, which PostgreSQL cannot keep, is no JSON anyway. */
const payloadOf = (delivery: Delivery): string =>
  delivery.stream === 'INGEST'
    ? Buffer.from(delivery.bytes).toString('base64')
    : delivery.text().replaceAll('\0', '\uFFFD');

const undeliverable = (delivery: Delivery, error: unknown): Undeliverable => ({
  stream: delivery.stream,
  subject: delivery.subject,
  eventId: delivery.messageId,
  payload: payloadOf(delivery),
  cause: causeOf(error),
  attempts: delivery.attempt,
});

/** In stream order; neighbours that are taken in one call stand together. */
const jointRuns = (batch: readonly Reacting[]): Reacting[][] => {
  const runs: Reacting[][] = [];
  for (const item of batch) {
    const last = runs.at(-1)?.[0]?.reaction;
    if (last?.joins && last.take === item.reaction.take) runs.at(-1)!.push(item);
    else runs.push([item]);
  }
  return runs;
};

/** Applies events within a transaction: locks what they are about, claims the new ones, reacts in stream order. */
export const applyEvents = async (tx: Tx, service: Domain, batch: readonly Reacting[]): Promise<void> => {
  await tx.lock(batch.map(({ received }) => received.event.about));
  const fresh = new Set(
    await claimNew(
      tx,
      service,
      batch.map(({ received }) => received),
    ),
  );
  for (const run of jointRuns(batch.filter(({ received }) => fresh.has(received)))) {
    const [{ received, reaction }] = run as [Reacting];
    const items = run.map((one) => one.reaction.read(one.received.event));
    await trace.run(received.event.traceparent, () => reaction.take(tx, items));
  }
};

const apply = ({ transact, service }: ConsumerParts, batch: readonly Parsed[]): Promise<void> =>
  transact((tx) => applyEvents(tx, service, batch));

const parse = (delivery: Delivery, reactions: ReadonlyMap<string, Reaction>): Parsed | null => {
  const envelope = readEnvelope(delivery.bytes);
  const found = reactions.get(envelope.type);
  // A subject may carry finer types than this service listens to.
  if (!found) return null;
  return { delivery, received: { kind: found.on, event: readEvent(found.on, envelope) }, reaction: found };
};

/** Runs of events that share a transaction. A merge changes who is who, so nothing is applied together with one. */
const runsOf = (batch: readonly Parsed[]): Parsed[][] => {
  const runs: Parsed[][] = [];
  let isOpen = false;
  for (const item of batch) {
    const isAlone = item.received.kind.type === customerAliased.type;
    if (isOpen && !isAlone) runs.at(-1)!.push(item);
    else runs.push([item]);
    isOpen = !isAlone;
  }
  return runs;
};

/** Applies one run; if it fails as a whole, its events one by one, so that a bad one hurts only itself. */
const applyRun = async (parts: ConsumerParts, batch: readonly Parsed[]): Promise<void> => {
  try {
    await apply(parts, batch);
    for (const { delivery } of batch) delivery.ack('applied');
    return;
  } catch (error) {
    if (batch.length === 1) return retryOrGiveUp(parts, batch[0]!.delivery, error);
    parts.log.debug({ err: error, events: batch.length }, 'a batch failed; its events are applied one by one');
  }
  for (const item of batch) {
    try {
      await apply(parts, [item]);
      item.delivery.ack('applied');
    } catch (error) {
      await retryOrGiveUp(parts, item.delivery, error);
    }
  }
};

const take = async (
  parts: ConsumerParts,
  deliveries: readonly Delivery[],
  reactions: ReadonlyMap<string, Reaction>,
) => {
  const batch: Parsed[] = [];
  for (const delivery of deliveries) {
    try {
      const parsed = parse(delivery, reactions);
      if (parsed) batch.push(parsed);
      else delivery.ack('ignored');
    } catch (error) {
      await giveUp(parts, delivery, error);
    }
  }
  for (const run of runsOf(batch)) await applyRun(parts, run);
};

/** Moves what cannot be applied to the dead letters; if even that fails, it is delivered again later. */
export const giveUp = async (parts: ConsumerParts, delivery: Delivery, error: unknown): Promise<void> => {
  try {
    await bury(parts.transact, parts.service, undeliverable(delivery, error));
    parts.metrics.deadLetters.inc({ stream: delivery.stream });
    parts.log.error(
      { subject: delivery.subject, eventId: delivery.messageId, cause: causeOf(error) },
      'an event was given up',
    );
    delivery.ack('dead');
  } catch (failure) {
    parts.log.warn({ err: failure, subject: delivery.subject }, 'a dead letter could not be kept yet');
    delivery.retry('OUTAGE');
  }
};

export const retryOrGiveUp = async (parts: ConsumerParts, delivery: Delivery, error: unknown): Promise<void> => {
  const cause = isOutage(error) ? 'OUTAGE' : 'FAILED';
  if (delivery.isLastAttempt && cause === 'FAILED') return giveUp(parts, delivery, error);
  parts.log.warn({ err: error, subject: delivery.subject, attempt: delivery.attempt }, 'an event is tried again');
  delivery.retry(cause);
};

/** @throws when what a service reacts to and what contracts declare differ */
const checkAgainstContracts = (service: Domain, reactions: readonly Reaction[]): void => {
  const declared = SUBSCRIPTIONS[service].map(({ type }) => type).sort();
  const present = reactions.map(({ on }) => on.type).sort();
  if (declared.join() !== present.join()) {
    throw new Error(`${service} declares [${declared.join()}] in contracts but reacts to [${present.join()}]`);
  }
};

/** Starts one consumer per stream that a service listens to. */
export const startConsumers = async (parts: ConsumerParts, reactions: readonly Reaction[]): Promise<Puller[]> => {
  checkAgainstContracts(parts.service, reactions);
  const byType = new Map(reactions.map((item) => [item.on.type, item]));
  const streams = new Set(reactions.map(({ on }) => on.domain.toUpperCase()));
  return Promise.all(
    [...streams].map((stream) =>
      pull(parts, { stream, batchMax: BATCH_MAX, take: (deliveries) => take(parts, deliveries, byType) }),
    ),
  );
};
