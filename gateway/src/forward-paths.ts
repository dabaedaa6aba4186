import type { Domain } from '@rapport/contracts';
import { elapsedMs, type Log, trace } from '@rapport/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'undici';
import { answerHeaders, forwardedHeaders } from './forwarded-headers.ts';
import { isPlainPath } from './plain-path.ts';

/** Paths of one service. Those that stream are answered for hours, a little at a time. */
type Forwarded = { readonly service: Domain; readonly urls: readonly string[]; readonly isStream?: true };

/** The paths beside the graph, and whose they are. Each service answers them itself: identity included. */
export const FORWARDED: readonly Forwarded[] = [
  { service: 'behavior', urls: ['/v1/*', '/sources/*'] },
  { service: 'messaging', urls: ['/webhooks/*', '/unsubscribe/*', '/sandbox/*'] },
  { service: 'experimentation', urls: ['/ofrep/*', '/api/features/*', '/experiments/*'] },
  { service: 'consent', urls: ['/preferences', '/preferences/*', '/.well-known/gpc.json'] },
  { service: 'partners', urls: ['/partner/*'], isStream: true },
];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const CONNECTIONS_MAX = 128;
const WAITING_MAX = 1_000;
const CONNECT_MS_MAX = 2_000;

/** Each stream holds a connection for as long as it lives. */
const STREAMS_MAX = 512;
/** Streams say every ten seconds that they live. */
const STREAM_SILENCE_MS = 30_000;

type Parts = {
  readonly urlOf: (service: Domain) => URL;
  /** How long a service may take to begin its answer, and to go on with it, ms. */
  readonly timeoutMs: number;
  /** How long a stream may be silent before its service is taken for dead, ms. */
  readonly streamSilenceMs?: number;
  /** Whether the caller's X-Forwarded-* are believed. */
  readonly isBehindProxy: boolean;
  readonly log: Log;
};

const failed = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.status(status).send({ success: false, code, message, traceId: trace.idOf(trace.current()) });

type ForwarderParts = Parts & {
  /** Ends what is still being passed on. */
  readonly ending: AbortSignal;
};

/** Passes requests on to one service and its answers back, byte for byte. */
const forwarder = ({ service, isStream }: Forwarded, pool: Pool, parts: ForwarderParts) => {
  const { timeoutMs, isBehindProxy, log, ending } = parts;
  const forward = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = request.raw.url ?? '';
    const method = METHODS.find((known) => known === request.raw.method);
    if (!method || !isPlainPath(path)) {
      return failed(reply, 400, 'INVALID_INPUT', 'the path may not lead anywhere but where it says: no dot segments');
    }
    if (pool.stats.queued >= WAITING_MAX) throw new Error('too many calls wait for a connection');
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new Error('took too long to answer')), timeoutMs);
    // A caller who has left needs no answer. After the answer this does nothing.
    reply.raw.once('close', () => abort.abort(new Error('the caller has left')));
    try {
      const answer = await pool.request({
        method,
        path,
        headers: forwardedHeaders(request, { isBehindProxy, traceparent: trace.current() }),
        body: request.body instanceof Buffer ? request.body : null,
        signal: AbortSignal.any([abort.signal, ending]),
      });
      const sent = reply.status(answer.statusCode).headers(answerHeaders(answer.headers)).send(answer.body);
      // Otherwise whoever opens a stream would learn that it is open with the first thing that is in it.
      if (isStream) reply.raw.flushHeaders();
      return sent;
    } finally {
      clearTimeout(timer);
    }
  };
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const begunMs = elapsedMs();
    try {
      return await forward(request, reply);
    } catch (error) {
      const reason = error instanceof Error ? ('code' in error ? error.code : error.message) : 'unknown';
      const tookMs = Math.round(elapsedMs() - begunMs);
      const traceId = trace.idOf(trace.current());
      log.warn({ service, reason, tookMs, traceId }, 'a call could not be forwarded');
      void reply.header('retry-after', '1');
      return failed(reply, 503, 'UNAVAILABLE', `${service} cannot be reached at the moment: try again shortly`);
    }
  };
};

/**
 * Forwards the paths beside the graph to their services, on the same origin: the local front door; on Kubernetes the
 * Ingress does it. Bodies go through as they came, up to the server's limit, since signatures are computed over them.
 */
export const forwardPaths = async (http: FastifyInstance, parts: Parts): Promise<{ stop(): Promise<void> }> => {
  const pools: Pool[] = [];
  const stopping = new AbortController();
  // Streams never end by themselves: the server would wait for them for ever.
  http.addHook('preClose', async () => stopping.abort(new Error('the gateway stops')));
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const forwarded of FORWARDED) {
      const { service, urls, isStream } = forwarded;
      const pool = new Pool(parts.urlOf(service).origin, {
        connections: isStream ? STREAMS_MAX : CONNECTIONS_MAX,
        connect: { timeout: CONNECT_MS_MAX },
        headersTimeout: parts.timeoutMs,
        bodyTimeout: isStream ? (parts.streamSilenceMs ?? STREAM_SILENCE_MS) : parts.timeoutMs,
        keepAliveTimeout: 30_000,
      });
      pools.push(pool);
      const ending = isStream ? stopping.signal : new AbortController().signal;
      const handler = forwarder(forwarded, pool, { ...parts, ending });
      for (const url of urls) scope.route({ method: [...METHODS], url, handler });
    }
  });
  return {
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
};
