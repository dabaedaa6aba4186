import type { Socket } from 'node:net';
import { ERROR_STATUS, RapportError } from '@rapport/contracts';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { trace } from './trace.ts';

export const BODY_BYTES_MAX = 1_048_576;

/** A reason why the process cannot serve now, or null. */
export type ReadinessCheck = () => Promise<string | null>;

const codeOf = (error: FastifyError | RapportError): { status: number; code: string; message: string } => {
  if (error instanceof RapportError)
    return { status: ERROR_STATUS[error.code], code: error.code, message: error.message };
  const status = error.statusCode ?? 500;
  if (status === 413)
    return { status, code: 'PAYLOAD_TOO_LARGE', message: 'the body is too large: send smaller batches' };
  if (status < 500) return { status, code: 'INVALID_INPUT', message: error.message };
  return { status: 500, code: 'INTERNAL', message: 'something went wrong; quote the traceId' };
};

/** Milliseconds within which a readiness check must answer. */
const CHECK_MS_MAX = 2_000;

const withinTime = (check: ReadinessCheck): Promise<string | null> =>
  Promise.race([
    check().catch((error: unknown) => String(error)),
    new Promise<string>((resolve) => setTimeout(() => resolve('a check took too long'), CHECK_MS_MAX).unref()),
  ]);

/** What Node refuses before there is a request: no path is known yet, so the body speaks the graph's shape as well. */
const refuseConnection = (error: NodeJS.ErrnoException, socket: Socket): void => {
  const tooLarge = { line: '431 Request Header Fields Too Large', code: 'HEADERS_TOO_LARGE' };
  const late = { line: '408 Request Timeout', code: 'REQUEST_TIMEOUT' };
  const broken = { line: '400 Bad Request', code: 'INVALID_INPUT' };
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { line, code } = isTooLarge ? tooLarge : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? late : broken;
  const message = isTooLarge ? 'the headers are longer than 16 kB: send a shorter token' : 'the request cannot be read';
  const body = JSON.stringify({ success: false, code, message, errors: [{ message, extensions: { code } }] });
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const headers = ['connection: close', 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`];
  socket.end([`HTTP/1.1 ${line}`, ...headers, '', body].join('\r\n'));
};

/** How long a connection on which nothing was ever said may still hold a server open that wants to close, ms. */
const UNUSED_MS_MAX = 1_000;

/** Node counts a connection as idle only after its first request: those without one are closed here. */
const closeUnused = (http: FastifyInstance): void => {
  const sockets = new Set<Socket>();
  http.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  http.addHook('preClose', async () => {
    const timer = setTimeout(() => {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, UNUSED_MS_MAX);
    http.server.once('close', () => clearTimeout(timer));
  });
};

/** Closes a server once what is under way is answered; without the sweep, kept connections would hold it open. */
export const closeHttp = async (http: FastifyInstance): Promise<void> => {
  const sweep = setInterval(() => http.server.closeIdleConnections(), 50);
  await http.close();
  clearInterval(sweep);
};

/**
 * The HTTP server of every process: finite timeouts, a bound on bodies, one shape of error, every request under a
 * trace whose id the answer names (`x-trace-id`), and the three paths of health. `/healthz` says that the process
 * lives and asks nothing else; `/readyz` says whether it can serve.
 */
export const createHttp = (
  { log, metrics }: { log: Log; metrics: Pick<Metrics, 'registry'> },
  readiness: readonly ReadinessCheck[],
): FastifyInstance => {
  const http = fastify({
    bodyLimit: BODY_BYTES_MAX,
    connectionTimeout: 30_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: false,
    clientErrorHandler: refuseConnection,
  });
  closeUnused(http);
  http.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['traceparent'];
    trace.run(typeof given === 'string' ? given : undefined, () => {
      reply.header('x-trace-id', trace.idOf(trace.current()));
      done();
    });
  });
  http.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.statusCode === 413) {
      // Who is still sending must be able to read why it is too much: a connection that is closed on unread bytes is
      // reset, and the answer lost. What comes is thrown away; the request's timeout bounds it.
      reply.header('connection', 'keep-alive');
      request.raw.resume();
    }
    done();
  });
  http.setErrorHandler((error: FastifyError | RapportError, _request, reply) => {
    const { status, code, message } = codeOf(error);
    const traceId = trace.idOf(trace.current());
    if (status >= 500) log.error({ err: error, traceId }, 'a request failed');
    const issues = error instanceof RapportError && error.issues.length > 0 ? { issues: error.issues } : {};
    void reply.status(status).send({ success: false, code, message, ...issues, traceId });
  });
  http.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .send({ success: false, code: 'NOT_FOUND', message: `there is nothing at ${request.url.split('?')[0]}` }),
  );
  http.get('/healthz', async () => ({ status: 'alive' }));
  http.get('/readyz', async (_request, reply) => {
    const reasons = (await Promise.all(readiness.map(withinTime))).filter((reason) => reason !== null);
    return reply
      .status(reasons.length > 0 ? 503 : 200)
      .send({ status: reasons.length > 0 ? 'not ready' : 'ready', reasons });
  });
  http.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return http;
};
