import { elapsedMs, type Log, type Nats } from '@rapport/platform';
import type { SecondsToWait } from '../usecases/ports.ts';

/** How old a reading may be. In between, at most what arrives in this time goes over the bound. */
const READING_MS_MAX = 500;
const ANSWER_MS_MAX = 1_000;
const SECONDS_MIN = 10;
const SECONDS_MAX = 60;

/**
 * Watches how many messages of raw calls the service has not yet applied: its own durable says so, which is all that
 * it may ask of NATS. Over the bound senders are asked to wait, the longer the further behind. A reading that cannot
 * be had says nothing: whether NATS takes the calls is then told by publishing them.
 * @param messagesMax the bound; a message holds 1 to 500 calls
 */
export const watchBacklog = ({
  nats,
  log,
  messagesMax,
}: {
  nats: Nats;
  log: Log;
  messagesMax: number;
}): SecondsToWait => {
  let reading: Promise<number> = Promise.resolve(0);
  let readAtMs = Number.NEGATIVE_INFINITY;
  const read = async (): Promise<number> => {
    try {
      const durable = await nats.jetstream({ timeout: ANSWER_MS_MAX }).consumers.get('INGEST', 'behavior');
      const { num_pending: waiting, num_ack_pending: inHand } = await durable.info(true);
      return waiting + inHand;
    } catch (error) {
      log.warn({ err: error }, 'how far behind the reading of calls is cannot be told');
      return 0;
    }
  };
  return async () => {
    if (elapsedMs() - readAtMs > READING_MS_MAX) {
      readAtMs = elapsedMs();
      reading = read();
    }
    const messages = await reading;
    if (messages <= messagesMax) return 0;
    return Math.min(SECONDS_MAX, Math.ceil((SECONDS_MIN * messages) / messagesMax));
  };
};
