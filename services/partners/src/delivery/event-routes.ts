import { ERROR_STATUS, RapportError } from '@rapport/contracts';
import { type createHttp, type Log, trace } from '@rapport/platform';
import { type admitPartner, CredentialRevoked, type findPosition, PositionGone } from '../usecases/open-stream.ts';
import { readCredential, readLastEventId, readTypes, takesEventStream } from './read-listening.ts';
import { runStream, type StreamParts } from './run-stream.ts';

/** When a partner with too many streams may try again, seconds. */
const RETRY_SECONDS = 5;

type Refusal = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const NOT_ACCEPTABLE: Refusal = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message: 'this is a stream: send Accept: text/event-stream',
};

const tooMany = (most: number): Refusal => ({
  status: 429,
  code: 'RATE_LIMITED',
  message: `${most} streams are open already: close one, or wait until a lost one is noticed`,
  headers: { 'retry-after': String(RETRY_SECONDS) },
});

const REALM = { 'www-authenticate': 'Bearer realm="partner"' };

/** What a caller is told who cannot be served. @throws what is no refusal */
const refusalOf = (error: unknown): Refusal => {
  if (error instanceof CredentialRevoked) {
    const message = 'this credential was revoked: ask the bank for a new one';
    return { status: 401, code: 'CREDENTIAL_REVOKED', message, headers: REALM };
  }
  if (error instanceof PositionGone) {
    const message =
      'events behind Last-Event-ID are kept no longer: come without it, and ask the bank about what lies between';
    return { status: 410, code: 'POSITION_GONE', message };
  }
  if (!(error instanceof RapportError)) throw error;
  const headers = error.code === 'UNAUTHENTICATED' ? REALM : {};
  return { status: ERROR_STATUS[error.code], code: error.code, message: error.message, headers };
};

type Parts = Omit<StreamParts, 'stopping'> & {
  readonly admitPartner: ReturnType<typeof admitPartner>;
  readonly findPosition: ReturnType<typeof findPosition>;
  /** Streams that one partner may have open at this process. */
  readonly streamsMax: number;
  readonly log: Log;
};

/** `GET /partner/events`: a partner's events, those that wait first, then as they happen. */
export const eventRoutes =
  (parts: Parts) =>
  async (http: ReturnType<typeof createHttp>): Promise<void> => {
    const { log, metrics, streamsMax } = parts;
    const stop = new AbortController();
    const open = new Map<string, number>();
    const count = (partnerId: string, change: number) => open.set(partnerId, (open.get(partnerId) ?? 0) + change);
    // Streams never end by themselves: the server would wait for them for ever.
    http.addHook('preClose', async () => stop.abort());
    http.get<{ Querystring: { types?: unknown } }>(
      '/partner/events',
      { exposeHeadRoute: false },
      async (request, reply) => {
        const refuse = ({ status, code, message, headers = {} }: Refusal) =>
          reply
            .status(status)
            .headers(headers)
            .send({ success: false, code, message, traceId: trace.idOf(trace.current()) });
        try {
          const admitted = await parts.admitPartner(readCredential(request.headers));
          const { partnerId } = admitted;
          if (!takesEventStream(request.headers)) return refuse(NOT_ACCEPTABLE);
          const listener = { ...admitted, eventNames: readTypes(request.query.types) };
          const after = await parts.findPosition(listener, readLastEventId(request.headers));
          if ((open.get(partnerId) ?? 0) >= streamsMax) return refuse(tooMany(streamsMax));
          count(partnerId, 1);
          reply.hijack();
          const out = reply.raw;
          // Heartbeats and STALL_MS bound the silence of a stream, not the timeout of ordinary requests.
          request.raw.socket.setTimeout(0);
          out.writeHead(200, {
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store',
            'x-accel-buffering': 'no',
            'x-trace-id': trace.idOf(trace.current()),
          });
          void runStream(out, listener, after, { ...parts, stopping: stop.signal })
            .then((why) => {
              metrics.ended.inc({ why });
              log.info({ partnerId, why }, 'a stream ended');
            })
            .catch((error: unknown) => {
              // The partner comes again by itself, where it was.
              metrics.ended.inc({ why: 'BROKEN' });
              log.warn({ err: error, partnerId }, 'a stream broke');
              out.destroy();
            })
            .finally(() => count(partnerId, -1));
          return reply;
        } catch (error) {
          return refuse(refusalOf(error));
        }
      },
    );
  };
