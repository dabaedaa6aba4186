import type { JetStreamClient } from '../../src/nats.ts';
import type { Process, World } from './world.ts';

/** A message of the stream, and how far the one durable is with it. */
export type StreamMessage = {
  readonly id: string;
  readonly bytes: Uint8Array;
  state: 'WAITING' | 'DELIVERED' | 'ACKNOWLEDGED';
};

/** A stream with a window of de-duplication and one durable with explicit acknowledgement. */
export const createStream = (world: World) => {
  const messages: StreamMessage[] = [];
  let window = new Set<string>();
  const unacknowledged = (): StreamMessage[] => messages.filter(({ state }) => state === 'DELIVERED');

  // The window passes while a relay was away; the wait for an acknowledgement passes while a consumer is slow.
  world.mayHappen(() => [
    () => {
      window = new Set();
    },
    ...unacknowledged().map((message) => () => {
      message.state = 'WAITING';
    }),
  ]);
  world.onStandstill(() => {
    const late = unacknowledged();
    for (const message of late) message.state = 'WAITING';
    return late.length > 0;
  });

  return {
    messages,
    /** The client of a process that publishes. */
    publisher: (process: Process): JetStreamClient =>
      ({
        publish: (_subject: string, payload: string, { msgID }: { msgID: string }) =>
          world.step(
            process,
            () => {
              if (window.has(msgID)) return { duplicate: true };
              window.add(msgID);
              messages.push({ id: msgID, bytes: new TextEncoder().encode(payload), state: 'WAITING' });
              return { duplicate: false };
            },
            { mayFail: true },
          ),
      }) as unknown as JetStreamClient,
    /** Waits for messages and takes some of them in hand. */
    fetch: (process: Process, max: number): Promise<StreamMessage[]> =>
      world.step(
        process,
        () => {
          const batch = messages.filter(({ state }) => state === 'WAITING').slice(0, max);
          for (const message of batch) message.state = 'DELIVERED';
          return batch;
        },
        { isEnabled: () => messages.some(({ state }) => state === 'WAITING') },
      ),
    /** A late acknowledgement counts too, as it does in JetStream. */
    acknowledge: (process: Process, message: StreamMessage): Promise<void> =>
      world.step(process, () => {
        message.state = 'ACKNOWLEDGED';
      }),
  };
};
