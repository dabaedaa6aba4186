import type { Log } from '@rapport/platform';
import { DOORS, type Door } from '../domain/ingestion/parse-batch.ts';
import type { acceptCalls } from '../usecases/accept-calls.ts';
import { readBody } from '../usecases/read-body.ts';
import { decodeBody } from './decode-body.ts';
import { type DoorRequest, type Http, openDoors } from './open-doors.ts';
import { type Reply, refused, replyOf, replyOfError } from './reply.ts';
import type { sourceFinder } from './write-keys.ts';

type Parts = { acceptCalls: ReturnType<typeof acceptCalls>; findSource: ReturnType<typeof sourceFinder>; log: Log };

/** Reads a request, tells its source, and lets the use case judge what it holds. */
const taker =
  (does: Parts) =>
  async (door: Door, { body: bytes, headerOf }: DoorRequest): Promise<Reply> => {
    try {
      const decoded = await decodeBody(bytes, {
        contentType: headerOf('content-type'),
        contentEncoding: headerOf('content-encoding'),
      });
      if (!('text' in decoded)) return refused(decoded.status, decoded.code, decoded.message);
      const body = readBody(decoded.text);
      const source = does.findSource({ authorization: headerOf('authorization'), body });
      const isStrict = headerOf('x-strict-mode') === '1';
      return replyOf(await does.acceptCalls({ door, source, body, isStrict }));
    } catch (error) {
      return replyOfError(error, does.log);
    }
  };

/** The short names by which Segment's analytics.js calls the doors. */
const LETTERS: Readonly<Record<string, Door>> = {
  t: 'track',
  i: 'identify',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
  b: 'batch',
};

/** What analytics.js counts of itself is of no use here; refused, it would only be sent again. */
const ownMetrics = async (): Promise<Reply> => ({ status: 200, body: { success: true, rejected: [] } });

/**
 * The ingestion doors: `POST /v1/{track,identify,page,screen,group,alias,batch,import}` and their single letters. Pages
 * of any origin may send: a source is told by its write key, never by a cookie.
 */
export const ingestionRoutes =
  (does: Parts) =>
  (http: Http): void => {
    const take = taker(does);
    const paths = [...DOORS.map((door) => [door, door] as const), ...Object.entries(LETTERS)];
    openDoors(
      http,
      [
        ...paths.map(([path, door]) => ({
          path: `/v1/${path}`,
          take: (request: DoorRequest) => take(door, request),
        })),
        { path: '/v1/m', take: ownMetrics },
      ],
      { isOpenToPages: true },
    );
  };
