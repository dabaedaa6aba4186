import { pause } from './alarm.ts';
import { elapsedMs } from './clock.ts';
import type { ConsumerParts, RetryPolicy } from './consumer-parts.ts';
import type { ConsumerMessages, JsMsg, Nats } from './nats.ts';
import { ACK_WAIT_MS } from './provision.ts';
import { type RetryCause, retryDelayMs } from './retry-delay.ts';

/** Eight attempts over about a minute. */
const RETRY: RetryPolicy = { attemptsMax: 8, delayMsMin: 250, delayMsMax: 60_000 };
const BUFFER_MAX = 512;
/** Up to this age of a delivery its server is told that it is in hand; what takes longer is somebody else's to try. */
const IN_HAND_MS_MAX = 5 * 60_000;

/** A message of a stream on its way through a consumer: acknowledged once, or asked for again. */
export type Delivery = {
  readonly stream: string;
  readonly subject: string;
  /** The publisher's `Nats-Msg-Id`, which is the event's id. */
  readonly messageId: string | null;
  /** Position in the stream. */
  readonly streamSequence: number;
  readonly bytes: Uint8Array;
  /** 1 for the first delivery. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  text(): string;
  ack(result: 'applied' | 'ignored' | 'dead'): void;
  /** Asks for another delivery, after a delay that grows while it fails. */
  retry(cause: RetryCause): void;
};

/** A consumer at work. `stop` lets the batch in hand finish. */
export type Puller = { readonly stream: string; isAlive(): boolean; stop(): Promise<void> };

/**
 * Tells the server, again and again, which deliveries are in hand. So its wait can be short: what a killed process had
 * in hand is delivered again within seconds, and what merely takes long is not.
 */
const keepInHand = (nats: Nats) => {
  const inHand = new Map<JsMsg, number>();
  const timer = setInterval(() => {
    if (nats.isClosed()) return;
    const since = elapsedMs() - IN_HAND_MS_MAX;
    for (const [message, takenAt] of inHand) {
      if (takenAt < since) inHand.delete(message);
      else message.working();
    }
  }, ACK_WAIT_MS / 3);
  timer.unref();
  return {
    take: (message: JsMsg) => void inHand.set(message, elapsedMs()),
    letGo: (message: JsMsg) => void inHand.delete(message),
    stop: () => clearInterval(timer),
  };
};

const deliveryOf = (
  message: JsMsg,
  stream: string,
  { metrics, retry = RETRY }: ConsumerParts,
  letGo: (message: JsMsg) => void,
): Delivery => {
  const attempt = message.info.deliveryCount;
  return {
    stream,
    subject: message.subject,
    messageId: message.headers?.get('Nats-Msg-Id') || null,
    streamSequence: message.seq,
    bytes: message.data,
    attempt,
    isLastAttempt: attempt >= retry.attemptsMax,
    text: () => message.string(),
    ack: (result) => {
      metrics.eventsConsumed.inc({ stream, result });
      letGo(message);
      message.ack();
    },
    retry: (cause) => {
      metrics.eventsConsumed.inc({ stream, result: 'retried' });
      letGo(message);
      message.nak(retryDelayMs(cause, attempt, retry));
    },
  };
};

/** How much is handed over at a time. */
type BatchBounds = {
  readonly batchMax: number;
  /** A single message may be larger. */
  readonly bytesMax?: number;
};

/** Takes the next batch out of what has arrived. */
const nextBatch = (buffer: Delivery[], { batchMax, bytesMax = Number.POSITIVE_INFINITY }: BatchBounds): Delivery[] => {
  let [count, bytes] = [0, 0];
  for (; count < Math.min(batchMax, buffer.length); count += 1) {
    bytes += buffer[count]!.bytes.length;
    if (count > 0 && bytes > bytesMax) break;
  }
  return buffer.splice(0, count);
};

/**
 * Pulls from the service's durable of a stream and hands over whatever has arrived, up to its bounds at a time,
 * so that a quiet stream has no delay and a busy one has large batches.
 */
export const pull = async (
  parts: ConsumerParts,
  { stream, take, ...bounds }: BatchBounds & { stream: string; take: (batch: Delivery[]) => Promise<void> },
): Promise<Puller> => {
  const { nats, service, log } = parts;
  let stopping = false;
  let alive = false;
  let messages: ConsumerMessages | undefined;
  const buffer: Delivery[] = [];
  const hand = keepInHand(nats);
  let wake = () => {};
  const arrived = () => new Promise<void>((resolve) => (wake = resolve));

  const receive = async () => {
    while (!stopping) {
      try {
        const consumer = await nats.jetstream().consumers.get(stream, service);
        messages = await consumer.consume({ max_messages: BUFFER_MAX, expires: 5_000, idle_heartbeat: 2_500 });
        alive = true;
        for await (const message of messages) {
          hand.take(message);
          buffer.push(deliveryOf(message, stream, parts, hand.letGo));
          wake();
        }
      } catch (error) {
        if (stopping) break;
        log.warn({ err: error, stream }, 'a consumer starts again');
      }
      alive = false;
      if (!stopping) await pause(500);
    }
    wake();
  };

  const work = async () => {
    while (!stopping) {
      if (buffer.length === 0) await arrived();
      if (stopping) break;
      const batch = nextBatch(buffer, bounds);
      if (batch.length === 0) continue;
      await take(batch).catch((error: unknown) => log.error({ err: error, stream }, 'a batch was not taken'));
    }
  };

  const running = Promise.all([receive(), work()]);
  return {
    stream,
    isAlive: () => alive,
    stop: async () => {
      stopping = true;
      wake();
      messages?.stop();
      await running;
      // What was fetched and not begun goes back at once instead of after the acknowledgement's wait.
      for (const delivery of buffer) delivery.retry('NOT_BEGUN');
      hand.stop();
    },
  };
};
