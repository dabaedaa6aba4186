import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/contracts';
import { elapsedMs, type Log } from '@rapport/platform';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Agent } from 'undici';
import { readIssuer } from './read-issuer.ts';

/** Where the keys come from that verify tokens. */
export type KeySource = {
  /** Finds the key that a token names. */
  readonly keyOf: JWTVerifyGetKey;
  /** Stands for the keys that are known now: another object once they were read again. */
  edition(): object;
  /** Why no token can be verified at present, or null. */
  problem(): string | null;
  stop(): Promise<void>;
};

/** Keys that are known from the start and never change. */
export const fixedKeys = (keys: JSONWebKeySet): KeySource => ({
  keyOf: createLocalJWKSet(keys),
  edition: () => keys,
  problem: () => null,
  stop: async () => undefined,
});

/** The issuer is read at most this often, whatever tokens come. */
const PAUSE_MS = 1_000;
/** Without an answer it is asked again after this long, twice as long each time. */
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 30_000;
/** Requests that wait for keys; more are refused at once, so that made-up key ids hold up nothing else. */
const WAITING_MAX = 200;
const DOCUMENT_BYTES_MAX = 262_144;

/** The edition of an issuer whose keys were never read. */
const NO_KEYS = {};

type Parts = {
  /** The issuer, exactly as tokens name it. */
  readonly issuer: string;
  readonly algorithms: readonly string[];
  readonly timeoutMs: number;
  /** How often the keys are read again, ms. */
  readonly refreshMs: number;
  readonly log: Log;
};

/** Logs when the issuer's keys cannot be read and when they can again, and nothing in between. */
const watchIssuer = (issuer: string, log: Log) => {
  let failing: string | null = null;
  return (failure: string | null): void => {
    if (failure !== null && failing === null) log.warn({ issuer, reason: failure }, "the issuer's keys cannot be read");
    if (failure === null && failing !== null) log.info({ issuer }, "the issuer's keys can be read again");
    failing = failure;
  };
};

/** Reads the issuer's keys, one reading at a time and never too soon after the last; what fails changes no key. */
const keyReader = ({ issuer, algorithms, timeoutMs, log }: Parts, signal: AbortSignal) => {
  const dispatcher = new Agent({
    connections: 2,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: DOCUMENT_BYTES_MAX,
  });
  const note = watchIssuer(issuer, log);
  const known = {
    keys: null as JWTVerifyGetKey | null,
    failure: 'they are being read' as string | null,
    /** How many readings have failed since the last that did not. */
    failures: 0,
    /** When the last reading that is over began. */
    readMs: Number.NEGATIVE_INFINITY,
  };
  const read = async (): Promise<void> => {
    await sleep(Math.max(0, known.readMs + PAUSE_MS - elapsedMs()), undefined, { signal });
    const begunMs = elapsedMs();
    try {
      known.keys = createLocalJWKSet(await readIssuer(issuer, algorithms, { dispatcher, timeoutMs, signal }));
      known.failure = null;
      known.failures = 0;
    } catch (error) {
      if (signal.aborted) throw error;
      known.failure = error instanceof Error ? error.message : String(error);
      known.failures += 1;
    }
    note(known.failure);
    known.readMs = begunMs;
  };
  let reading: Promise<void> | null = null;
  return {
    known: known as Readonly<typeof known>,
    /** Joins the reading that is under way or due; afterwards `known` is as fresh as `readMs` says. */
    read: (): Promise<void> => {
      reading ??= read().finally(() => {
        reading = null;
      });
      return reading;
    },
    close: () => dispatcher.destroy(),
  };
};

const unavailable = (why: string): RapportError =>
  new RapportError('UNAVAILABLE', `${why}, so the token cannot be checked: try again shortly`);

/**
 * The keys of an OpenID Connect issuer: read when the process starts, every `refreshMs`, and when a token names a key
 * that is not known, but never more often than once a second; the token waits for that. While the issuer is away
 * or answers nonsense, the keys that are known stay. Nothing waits for the issuer at the start.
 */
export const issuerKeys = (parts: Parts): KeySource => {
  const { issuer, refreshMs, log } = parts;
  const ending = new AbortController();
  const { signal } = ending;
  const { known, read, close } = keyReader(parts, signal);

  const keepFresh = async (): Promise<void> => {
    while (!signal.aborted) {
      await read();
      const { failures } = known;
      const retryMs = Math.min(RETRY_MS * 2 ** (failures - 1), RETRY_MS_MAX, refreshMs);
      await sleep(failures === 0 ? refreshMs : retryMs, undefined, { signal, ref: false });
    }
  };
  const kept = keepFresh().catch((error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, "the issuer's keys are not read any more");
  });

  let waiting = 0;
  const awaitReading = async (): Promise<void> => {
    if (waiting >= WAITING_MAX) throw unavailable('too many tokens with unknown keys came at once');
    waiting += 1;
    try {
      await read();
    } finally {
      waiting -= 1;
    }
  };

  return {
    keyOf: async (header, token) => {
      const arrivedMs = elapsedMs();
      for (;;) {
        const isFresh = known.readMs >= arrivedMs;
        try {
          if (known.keys) return await known.keys(header, token);
        } catch (error) {
          if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
          // The issuer was read after the token had come, and does not know its key.
          if (isFresh && known.failure === null) throw error;
        }
        if (isFresh) throw unavailable("the issuer's keys cannot be read at the moment");
        await awaitReading();
      }
    },
    edition: () => known.keys ?? NO_KEYS,
    problem: () => (known.keys ? null : `the keys of ${issuer} are not known: ${known.failure}`),
    stop: async () => {
      ending.abort();
      await kept;
      await close();
    },
  };
};
