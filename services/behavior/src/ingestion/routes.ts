import { RapportError, type RequestContext } from '@rapport/contracts';
import { type Log, type ServiceEdges, trace } from '@rapport/platform';
import { DOORS, type Door } from '../domain/ingestion/parse-batch.ts';
import type { Acceptance, acceptCalls } from '../usecases/accept-calls.ts';
import { readBody } from '../usecases/read-body.ts';
import { BODY_BYTES_MAX, decodeBody, TOO_LARGE } from './decode-body.ts';
import type { sourceFinder } from './write-keys.ts';

type Http = Parameters<NonNullable<ServiceEdges<RequestContext>['routes']>>[0];
type Request = { readonly body: unknown; readonly headers: Readonly<Record<string, string | string[] | undefined>> };
type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body: object };

type Parts = { acceptCalls: ReturnType<typeof acceptCalls>; findSource: ReturnType<typeof sourceFinder>; log: Log };

const AWAY_SECONDS = 5;
const FULL_SECONDS = 10;

const refused = (status: number, code: string, message: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: { success: false, code, message, rejected: [] },
});

/** 429 and not 503: Segment's SDKs come back after `Retry-After` without counting it as a failure. */
const later = (seconds: number, message: string): Reply =>
  refused(429, 'RATE_LIMITED', message, {
    'retry-after': String(seconds),
    'x-ratelimit-reset': String(seconds),
  });

/** The doors' one shape of answer. */
const replyOf = (acceptance: Acceptance): Reply => {
  if (acceptance.result === 'LATER') {
    return later(acceptance.secondsToWait, 'more calls wait than can be read soon: send the same batch again later');
  }
  const { result, rejected, issues } = acceptance;
  if (result === 'TAKEN') return { status: 200, body: { success: true, rejected } };
  const [first] = issues;
  const message = first
    ? `${first.path} ${first.message}`
    : 'nothing was taken: mend the items listed under rejected and send the batch again';
  return { status: 400, body: { success: false, code: 'INVALID_INPUT', message, rejected } };
};

const replyOfError = ({ code, message }: RapportError): Reply => {
  switch (code) {
    case 'UNAUTHENTICATED':
      return refused(401, code, message, { 'www-authenticate': 'Basic realm="write key"' });
    case 'RATE_LIMITED':
      return later(FULL_SECONDS, message);
    case 'UNAVAILABLE':
      return refused(503, code, message, { 'retry-after': String(AWAY_SECONDS) });
    default:
      return refused(400, code, message);
  }
};

const headerOf = ({ headers }: Request, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** Reads a request, tells its source, and lets the use case judge what it holds. */
const taker =
  (does: Parts) =>
  async (door: Door, request: Request): Promise<Reply> => {
    try {
      const decoded = await decodeBody(request.body instanceof Buffer ? request.body : Buffer.alloc(0), {
        contentType: headerOf(request, 'content-type'),
        contentEncoding: headerOf(request, 'content-encoding'),
      });
      if (!('text' in decoded)) return refused(decoded.status, decoded.code, decoded.message);
      const body = readBody(decoded.text);
      const source = does.findSource({ authorization: headerOf(request, 'authorization'), body });
      const isStrict = headerOf(request, 'x-strict-mode') === '1';
      return replyOf(await does.acceptCalls({ door, source, body, isStrict }));
    } catch (error) {
      if (error instanceof RapportError && error.code !== 'INTERNAL') {
        if (error.code === 'UNAVAILABLE' || error.code === 'RATE_LIMITED') {
          does.log.error({ err: error }, 'a batch could not be made safe');
        }
        return replyOfError(error);
      }
      // Whatever it was, the calls may not be safe: the sender keeps them and comes again.
      does.log.error({ err: error }, 'a batch could not be taken');
      return replyOfError(new RapportError('UNAVAILABLE', 'the batch could not be taken: send the same batch again'));
    }
  };

/** The ingestion doors: `POST /v1/{track,identify,page,screen,group,alias,batch,import}`. */
export const ingestionRoutes =
  (does: Parts) =>
  (http: Http): void => {
    const take = taker(does);
    void http.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
        const status = error.statusCode ?? 500;
        const { code, message } =
          status === 413
            ? TOO_LARGE
            : {
                code: status < 500 ? 'INVALID_INPUT' : 'INTERNAL',
                message: 'the request could not be read: send one JSON object as application/json, whole',
              };
        return reply.status(status).send({ success: false, code, message, rejected: [] });
      });
      for (const door of DOORS) {
        scope.post(`/v1/${door}`, { bodyLimit: BODY_BYTES_MAX }, (request, reply) =>
          trace.run(headerOf(request, 'traceparent'), async () => {
            const { status, headers = {}, body } = await take(door, request);
            return reply.status(status).headers(headers).send(body);
          }),
        );
      }
    });
  };
