import { DURABLES, type DurableSpec, STREAMS, type StreamSpec } from '@rapport/contracts';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  type Nats,
  NatsError,
  nanos,
  RetentionPolicy,
  StorageType,
  type StreamUpdateConfig,
} from './nats.ts';

/** How long the server waits for a sign of a delivery before it delivers again; consumers give three in that time. */
export const ACK_WAIT_MS = 6_000;

const isMissing = (error: unknown): boolean => error instanceof NatsError && error.api_error?.code === 404;

/** What a stream is to be, as far as it may change. */
export const streamConfig = (spec: StreamSpec, bytesMax: number): StreamUpdateConfig & { name: string } =>
  ({
    name: spec.name,
    subjects: [...spec.subjects],
    max_age: nanos(spec.ageMsMax),
    max_bytes: Math.min(spec.bytesMax, bytesMax),
    discard: DiscardPolicy.New,
    duplicate_window: nanos(120_000),
    allow_direct: true,
  }) as StreamUpdateConfig & { name: string };

const ensureStream = async (jsm: JetStreamManager, spec: StreamSpec, replicas: number, bytesMax: number) => {
  const config = streamConfig(spec, bytesMax);
  try {
    await jsm.streams.info(spec.name);
    await jsm.streams.update(spec.name, config);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const retention = spec.retention === 'interest' ? RetentionPolicy.Interest : RetentionPolicy.Limits;
    await jsm.streams.add({ ...config, retention, storage: StorageType.File, num_replicas: replicas });
  }
};

/** What a durable is to be, as far as it may change. */
export const durableConfig = ({ filterSubjects }: Pick<DurableSpec, 'filterSubjects'>) => ({
  filter_subjects: [...filterSubjects],
  ack_wait: nanos(ACK_WAIT_MS),
  max_ack_pending: 1_000,
});

/**
 * Makes every stream and durable that contracts declare, or brings them up to date. Run with administrator's rights
 * before any service starts: services themselves may neither make nor change them.
 * @param replicas 3 in production
 * @param bytesMax a bound on each stream below its declared one, for small machines
 */
export const provision = async (
  nats: Nats,
  { replicas = 1, bytesMax = Number.MAX_SAFE_INTEGER }: { replicas?: number; bytesMax?: number } = {},
): Promise<void> => {
  const jsm = await nats.jetstreamManager({ timeout: 10_000 });
  for (const spec of STREAMS) await ensureStream(jsm, spec, replicas, bytesMax);
  for (const { stream, durable, filterSubjects } of DURABLES) {
    const changing = durableConfig({ filterSubjects });
    try {
      await jsm.consumers.info(stream, durable);
      await jsm.consumers.update(stream, durable, changing);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await jsm.consumers.add(stream, {
        ...changing,
        durable_name: durable,
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
      });
    }
  }
};
