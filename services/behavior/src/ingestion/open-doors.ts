import type { RequestContext } from '@rapport/contracts';
import { type ServiceEdges, trace } from '@rapport/platform';
import { BODY_BYTES_MAX, TOO_LARGE } from './decode-body.ts';
import type { Reply } from './reply.ts';

export type Http = Parameters<NonNullable<ServiceEdges<RequestContext>['routes']>>[0];

/** A request as it came: its body unread. */
export type DoorRequest = {
  readonly body: Buffer;
  readonly headerOf: (name: string) => string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
};

/** A browser lets a page of another origin send, and read the answer, only where it is told so (WHATWG Fetch, 3.3). */
const openToPages = (scope: Http, doors: readonly { readonly path: string }[]): void => {
  scope.addHook('onRequest', async (_request, reply) => {
    void reply.header('access-control-allow-origin', '*');
  });
  for (const { path } of doors) {
    scope.options(path, (_request, reply) =>
      reply
        .status(204)
        .headers({
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': 'authorization, content-type, content-encoding, x-strict-mode, x-retry-count',
          'access-control-max-age': '86400',
        })
        .send(),
    );
  }
};

/** Opens paths at which bodies come in as bytes, and answers in the doors' one shape also what cannot be read. */
export const openDoors = (
  http: Http,
  doors: readonly { readonly path: string; readonly take: (request: DoorRequest) => Promise<Reply> }[],
  { isOpenToPages = false }: { readonly isOpenToPages?: boolean } = {},
): void => {
  void http.register(async (scope) => {
    if (isOpenToPages) openToPages(scope, doors);
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
    for (const { path, take } of doors) {
      scope.post(path, { bodyLimit: BODY_BYTES_MAX }, (request, reply) => {
        const headerOf = (name: string): string | undefined => {
          const value = request.headers[name];
          return Array.isArray(value) ? value.join(', ') : value;
        };
        return trace.run(headerOf('traceparent'), async () => {
          const {
            status,
            headers = {},
            body,
          } = await take({
            body: request.body instanceof Buffer ? request.body : Buffer.alloc(0),
            headerOf,
            parameters: request.params as Record<string, string>,
          });
          return reply.status(status).headers(headers).send(body);
        });
      });
    }
  });
};
