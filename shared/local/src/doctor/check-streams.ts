import { isDeepStrictEqual } from 'node:util';
import { DURABLES, type DurableSpec, STREAMS, type StreamSpec } from '@rapport/contracts';
import { durableConfig, type Nats, streamConfig } from '@rapport/platform';
import { checkClock } from './check-clock.ts';
import { type Finding, fine, note, wrong } from './finding.ts';

type Manager = Awaited<ReturnType<Nats['jetstreamManager']>>;
type Config = Readonly<Record<string, unknown>>;

const BEHIND_MAX = 1_000;
const FULL_RATIO = 0.8;
const MAKE_AGAIN = 'start the house again: streams and durables are made, and brought up to date, at its start';

const isMissing = (error: unknown): boolean => (error as { api_error?: { code?: number } }).api_error?.code === 404;

const differences = (wanted: Config, found: Config): string[] =>
  Object.entries(wanted)
    .filter(([key, value]) => !isDeepStrictEqual(found[key], value))
    .map(([key, value]) => `${key} is ${JSON.stringify(found[key])}, not ${JSON.stringify(value)}`);

const checkStream = async (jsm: Manager, spec: StreamSpec, bytesMax: number): Promise<Finding[]> => {
  const check = `stream ${spec.name}`;
  try {
    const { config, state } = await jsm.streams.info(spec.name);
    const wanted = { ...streamConfig(spec, bytesMax), retention: spec.retention, storage: 'file' };
    const different = differences(wanted, config as unknown as Config);
    const size = `${state.messages} messages, ${(state.bytes / 1_048_576).toFixed(1)} MiB`;
    if (different.length > 0) return [wrong(check, different.join('; '), MAKE_AGAIN)];
    if (state.bytes > FULL_RATIO * wanted.max_bytes) {
      return [wrong(check, `${size}: nearly full, and a full one refuses`, 'raise its byte limit in contracts')];
    }
    return [fine(check, size)];
  } catch (error) {
    if (!isMissing(error)) throw error;
    return [wrong(check, 'missing', `${MAKE_AGAIN}; then npm run restate -- SERVICE --from-outbox fills it`)];
  }
};

const checkDurable = async (jsm: Manager, { stream, durable, filterSubjects }: DurableSpec): Promise<Finding> => {
  const check = `durable ${durable} of ${stream}`;
  try {
    const { config, num_pending: waiting, num_ack_pending: inHand } = await jsm.consumers.info(stream, durable);
    // The server says a single filter in another field.
    const subjects = config.filter_subjects ?? [config.filter_subject];
    const wanted = { ...durableConfig({ filterSubjects }), ack_policy: 'explicit' };
    const different = differences(wanted, { ...config, filter_subjects: subjects });
    const found = `${waiting} waiting, ${inHand} in hand`;
    if (different.length > 0) return wrong(check, different.join('; '), MAKE_AGAIN);
    if (waiting <= BEHIND_MAX) return fine(check, found);
    return wrong(check, `${found}: behind`, `see whether ${durable} is ready; else add replicas of it`);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return wrong(
      check,
      'missing: nothing is kept for it',
      `${MAKE_AGAIN}; it then reads the stream from its beginning`,
    );
  }
};

/** Streams and durables that nobody declared: a leftover, or somebody else's. */
const undeclared = async (jsm: Manager): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for await (const { config } of jsm.streams.list()) {
    const name = config.name;
    if (!STREAMS.some((spec) => spec.name === name)) {
      findings.push(note(`stream ${name}`, 'is not declared in contracts', 'remove it if nobody knows it'));
      continue;
    }
    for await (const consumer of jsm.consumers.list(name)) {
      const durable = consumer.config.durable_name;
      if (!durable || DURABLES.some((spec) => spec.stream === name && spec.durable === durable)) continue;
      findings.push(
        note(
          `durable ${durable} of ${name}`,
          `is not declared; ${consumer.num_pending} waiting`,
          'remove it if unused',
        ),
      );
    }
  }
  return findings;
};

/**
 * Streams and durables against what contracts declare: missing, different, undeclared, behind, nearly full.
 * @param bytesMax a bound on each stream below its declared one; null where there is none
 */
export const checkStreams = async (nats: Nats, bytesMax: number | null): Promise<readonly Finding[]> => {
  const jsm = await nats.jetstreamManager({ timeout: 10_000 });
  const findings: Finding[] = [];
  for (const spec of STREAMS) findings.push(...(await checkStream(jsm, spec, bytesMax ?? Number.MAX_SAFE_INTEGER)));
  // A durable of a stream that is missing is missing with it.
  const there = DURABLES.filter(
    ({ stream }) => !findings.some(({ check, found }) => check === `stream ${stream}` && found === 'missing'),
  );
  for (const spec of there) findings.push(await checkDurable(jsm, spec));
  return [...findings, ...(await undeclared(jsm))];
};

/** The server's clock, as it stands in its answers. */
export const checkNatsClock = async (nats: Nats): Promise<readonly Finding[]> => {
  const jsm = await nats.jetstreamManager({ timeout: 10_000 });
  const before = Date.now();
  const [first] = await jsm.streams.list().next();
  if (!first?.ts) return [];
  return [checkClock('nats-server', new Date(first.ts), [before, Date.now()])];
};
