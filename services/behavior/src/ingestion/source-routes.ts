import type { Clock, Log } from '@rapport/platform';
import type { SignatureFault } from '../domain/sources/signatures/signed-request.ts';
import { verifySignature, wordsFor } from '../domain/sources/verify-signature.ts';
import { readBody } from '../usecases/read-body.ts';
import type { takeWebhook } from '../usecases/take-webhook.ts';
import { decodeBody } from './decode-body.ts';
import { type DoorRequest, type Http, openDoors } from './open-doors.ts';
import type { OpenSource } from './read-sources.ts';
import { type Reply, refused, replyOf, replyOfError } from './reply.ts';
import type { SourceMetrics } from './source-metrics.ts';

type Parts = {
  readonly sources: ReadonlyMap<string, OpenSource>;
  readonly takeWebhook: ReturnType<typeof takeWebhook>;
  readonly metrics: SourceMetrics;
  readonly log: Log;
  readonly now: Clock['now'];
};

const FAULTS: Readonly<Record<SignatureFault, string>> = {
  MISSING: 'the webhook is not signed',
  STALE: 'the webhook was signed more than five minutes ago, or ahead of time: set the clock right and sign it anew',
  WRONG: 'the signature does not fit the body: check the secret, and sign the bytes as they are sent',
};

/** Takes what a source sent whose signature held. */
const takeSigned = async (
  { takeWebhook, metrics, log }: Parts,
  { definition }: OpenSource,
  { body, headerOf }: DoorRequest,
): Promise<Reply> => {
  const { source } = definition;
  try {
    const decoded = await decodeBody(body, {
      contentType: headerOf('content-type'),
      contentEncoding: headerOf('content-encoding'),
    });
    if (!('text' in decoded)) {
      metrics.requests.inc({ source, result: 'refused' });
      return refused(decoded.status, decoded.code, decoded.message);
    }
    const acceptance = await takeWebhook(definition, readBody(decoded.text));
    metrics.requests.inc({ source, result: acceptance.result.toLowerCase() });
    if (acceptance.result !== 'LATER') {
      for (const { code } of acceptance.rejected) metrics.rejects.inc({ source, code });
    }
    return replyOf(acceptance);
  } catch (error) {
    const reply = replyOfError(error, log);
    metrics.requests.inc({ source, result: reply.status < 429 ? 'refused' : 'failed' });
    return reply;
  }
};

const taker =
  (parts: Parts) =>
  async (request: DoorRequest): Promise<Reply> => {
    const { sources, metrics, log, now } = parts;
    const open = sources.get(request.parameters['source'] ?? '');
    if (!open) {
      metrics.requests.inc({ source: 'unknown', result: 'unknown' });
      log.warn('a webhook came for a source that is not open');
      return refused(404, 'NOT_FOUND', 'there is no such source, or it has no secret: check the end of the address');
    }
    const { definition, keys } = open;
    const { source, signatures } = definition;
    const fault = verifySignature(signatures, keys, { ...request, now: now() });
    if (fault) {
      metrics.requests.inc({ source, result: 'unsigned' });
      log.warn({ source, fault }, 'a webhook was not signed as its source signs');
      return refused(401, 'UNAUTHENTICATED', `${FAULTS[fault]}; expected: ${wordsFor(signatures)}`);
    }
    return takeSigned(parts, open, request);
  };

/** The door of other systems: `POST /sources/{source}`, one signed JSON body at a time. */
export const sourceRoutes =
  (parts: Parts) =>
  (http: Http): void =>
    openDoors(http, [{ path: '/sources/:source', take: taker(parts) }]);
