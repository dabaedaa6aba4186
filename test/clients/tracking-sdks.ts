import Rudder from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';

/** What an application says with an SDK: the call's name and its message. */
export type Said = { readonly call: Call; readonly message: Record<string, unknown> };
type Call = 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';

/** A real SDK at work. */
export type Client = {
  /** Says everything and sends it; the errors that it told the application, once it is done with every call. */
  say(said: readonly Said[]): Promise<Error[]>;
  /** The statuses of all answers so far, in their order. */
  readonly statuses: number[];
};

export type ClientOptions = {
  readonly host: string;
  readonly writeKey: string;
  /** So many first answers are lost on the way back: the calls arrive, the client never learns of it. */
  readonly answersLost?: number;
};

const RETRIES_MAX = 10;

/** The SDKs take each call's own type of message; these tests say the same things to both. */
type Untyped = Record<Call, (message: unknown, callback: (error?: unknown) => void) => void>;

const sayWith =
  (client: Untyped, flush: () => Promise<unknown>): Client['say'] =>
  async (said) => {
    const told = said.map(
      ({ call, message }) => new Promise<unknown>((resolve) => client[call](message, (error) => resolve(error))),
    );
    await flush();
    return (await Promise.all(told)).filter((error) => error instanceof Error);
  };

/** `@segment/analytics-node`, with its own transport unless answers are to be lost. */
export const segmentClient = ({ host, writeKey, answersLost = 0 }: ClientOptions): Client => {
  const statuses: number[] = [];
  let losses = answersLost;
  const analytics = new Analytics({
    host,
    writeKey,
    maxRetries: RETRIES_MAX,
    ...(answersLost > 0
      ? {
          httpClient: async (url, request) => {
            const response = await fetch(url, request);
            if (losses === 0) return response;
            losses -= 1;
            await response.body?.cancel();
            throw new Error('the answer was lost');
          },
        }
      : {}),
  });
  analytics.on('http_response', ({ status }) => statuses.push(status));
  return {
    statuses,
    say: sayWith(analytics as unknown as Untyped, () => analytics.closeAndFlush({ timeout: 60_000 })),
  };
};

/** `@rudderstack/rudder-sdk-node`, which sends gzip. */
export const rudderClient = ({ host, writeKey }: ClientOptions): Client => {
  const statuses: number[] = [];
  const client = new Rudder(writeKey, {
    dataPlaneUrl: host,
    retryCount: RETRIES_MAX,
    logLevel: 'none',
    axiosConfig: {
      validateStatus: (status: number) => {
        statuses.push(status);
        return status < 300;
      },
    },
    // Without one the client throws where nobody can catch it; each call's callback is told all the same.
    errorHandler: () => undefined,
  });
  const flushAll = async () => {
    // One flush sends what is on its way or what waits, not both.
    await client.flush();
    await client.flush();
  };
  return { statuses, say: sayWith(client as unknown as Untyped, flushAll) };
};

/** Both of them. */
export const CLIENTS = { '@segment/analytics-node': segmentClient, '@rudderstack/rudder-sdk-node': rudderClient };
