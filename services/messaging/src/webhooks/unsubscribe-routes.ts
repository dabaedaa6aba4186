import { invalidInput } from '@rapport/contracts';
import type { ServiceEdges } from '@rapport/platform';
import { readUnsubscribeToken, type Unsubscribing } from '../domain/email/unsubscribe-token.ts';
import { languageOf } from '../domain/templates/template.ts';
import { asksToUnsubscribe } from './one-click.ts';
import { PAGE_HEADERS, type UnsubscribePage, unsubscribePage } from './unsubscribe-page.ts';

const FORM_BYTES_MAX = 4_096;
const PATH = '/unsubscribe/:token';

type Parts = {
  /** Without any, every link leads nowhere. */
  readonly keys: readonly Uint8Array[];
  readonly brand: string;
  readonly unsubscribe: (contactPointId: string) => Promise<void>;
};

type Call = { readonly params: unknown; readonly headers: { readonly 'accept-language'?: string | undefined } };

/**
 * The way out of e-mail: a page with one button, and the POST that the button and a mailbox's own "unsubscribe" send
 * (RFC 8058): no login, no cookie, no redirect. Looking at the page changes nothing, since scanners look at links too.
 */
export const unsubscribeRoutes =
  ({ keys, brand, unsubscribe }: Parts): NonNullable<ServiceEdges<never>['routes']> =>
  async (http) => {
    const read = ({ params }: Call): Unsubscribing | null =>
      readUnsubscribeToken(keys, (params as { token: string }).token);
    /** The language of the e-mail that the link came with, else the browser's. */
    const show = (page: UnsubscribePage, call: Call, of: Unsubscribing | null): string =>
      unsubscribePage(page, of?.language ?? languageOf(call.headers['accept-language']?.slice(0, 2) ?? null), brand);
    await http.register(async (scope) => {
      const types = ['application/x-www-form-urlencoded', 'multipart/form-data'];
      scope.addContentTypeParser(types, { parseAs: 'string', bodyLimit: FORM_BYTES_MAX }, (_request, body, done) =>
        done(null, body),
      );
      scope.get(PATH, async (request, reply) => {
        const of = read(request);
        return reply
          .status(of ? 200 : 404)
          .headers(PAGE_HEADERS)
          .send(show(of ? 'ASK' : 'UNKNOWN', request, of));
      });
      scope.post(PATH, async (request, reply) => {
        const of = read(request);
        if (!of)
          return reply
            .status(404)
            .headers(PAGE_HEADERS)
            .send(show('UNKNOWN', request, of));
        if (!asksToUnsubscribe(request.body)) {
          throw invalidInput([{ path: 'form', message: 'must be List-Unsubscribe=One-Click (RFC 8058)' }]);
        }
        await unsubscribe(of.contactPointId);
        return reply.headers(PAGE_HEADERS).send(show('DONE', request, of));
      });
    });
  };
