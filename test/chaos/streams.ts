import { type Envelope, STREAMS } from '@rapport/contracts';
import type { TestHouse } from '@rapport/testkit';
import { connect, type NatsConnection } from 'nats';

/** An event as a stream holds it. */
export type Stored = { readonly id: string; readonly envelope: Envelope };

/** How far a durable is behind. */
export type Backlog = {
  readonly stream: string;
  readonly durable: string;
  readonly waiting: number;
  readonly unacknowledged: number;
};

/** The streams, read with administrator's rights. */
export type Streams = {
  /** Everything that a stream holds, in its order. */
  all(stream: string): Promise<Stored[]>;
  /** Durables that have not taken everything yet. */
  backlogs(): Promise<Backlog[]>;
  close(): Promise<void>;
};

const readAll = async (nats: NatsConnection, stream: string): Promise<Stored[]> => {
  const jetstream = nats.jetstream();
  const { state } = await (await nats.jetstreamManager()).streams.info(stream);
  const stored: Stored[] = [];
  if (state.messages === 0) return stored;
  const messages = await (await jetstream.consumers.get(stream)).consume({ max_messages: 1_000 });
  for await (const message of messages) {
    stored.push({ id: message.headers?.get('Nats-Msg-Id') ?? '', envelope: message.json<Envelope>() });
    if (message.seq >= state.last_seq) break;
  }
  await messages.close();
  return stored;
};

export const openStreams = async ({ rapport }: TestHouse): Promise<Streams> => {
  const { host } = new URL(rapport.places.natsUrls.profile);
  const nats = await connect({
    servers: host,
    user: 'admin',
    pass: rapport.secrets.natsPasswords.admin,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
  });
  return {
    all: (stream) => readAll(nats, stream),
    backlogs: async () => {
      const manager = await nats.jetstreamManager({ timeout: 5_000 });
      const durables = await Promise.all(STREAMS.map(({ name }) => manager.consumers.list(name).next()));
      return durables
        .flat()
        .filter(({ config }) => config.durable_name)
        .map(({ stream_name: stream, name: durable, num_pending: waiting, num_ack_pending: unacknowledged }) => ({
          stream,
          durable,
          waiting,
          unacknowledged,
        }))
        .filter(({ waiting, unacknowledged }) => waiting + unacknowledged > 0);
    },
    close: () => nats.close(),
  };
};
