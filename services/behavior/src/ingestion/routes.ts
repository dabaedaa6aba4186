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

/** The ingestion doors: `POST /v1/{track,identify,page,screen,group,alias,batch,import}`. */
export const ingestionRoutes =
  (does: Parts) =>
  (http: Http): void => {
    const take = taker(does);
    openDoors(
      http,
      DOORS.map((door) => ({ path: `/v1/${door}`, take: (request) => take(door, request) })),
    );
  };
