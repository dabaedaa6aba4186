import { createHash } from 'node:crypto';
import type { createHttp } from '@rapport/platform';
import { z } from 'zod';
import type { Evaluation } from '../domain/evaluate-flag.ts';
import type { evaluateFlags } from '../usecases/evaluate-flags.ts';
import { keyRing } from './key-ring.ts';

/** The context of an evaluation: whom it is for, and what else the caller knows of them. */
const evaluationContext = z.looseObject({ targetingKey: z.string().min(1).max(256) });

type Refusal = { readonly errorCode: string; readonly errorDetails: string };

const readContext = (body: unknown): z.infer<typeof evaluationContext> | Refusal => {
  const context = (body as { context?: unknown } | null | undefined)?.context;
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    return { errorCode: 'INVALID_CONTEXT', errorDetails: 'send {"context": {"targetingKey": "…"}}' };
  }
  const parsed = evaluationContext.safeParse(context);
  if (parsed.success) return parsed.data;
  return { errorCode: 'TARGETING_KEY_MISSING', errorDetails: 'context.targetingKey must be 1 to 256 characters' };
};

const isRefusal = (read: object): read is Refusal => 'errorCode' in read && !('targetingKey' in read);

const success = ({ flagKey, value, reason, variationKey, experimentKey }: Evaluation) => ({
  key: flagKey,
  value,
  reason,
  ...(variationKey === null ? {} : { variant: variationKey }),
  metadata: experimentKey === null ? {} : { experimentKey },
});

const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

const BULK = '/ofrep/v1/evaluate/flags';

/**
 * The OpenFeature Remote Evaluation Protocol 0.3.0: one flag, or all of them, for one targeting key, which is the
 * customer's id.
 * @param keys without any, every call is refused
 */
export const ofrepRoutes =
  (does: { evaluateFlags: ReturnType<typeof evaluateFlags> }, keys: readonly string[]) =>
  async (http: ReturnType<typeof createHttp>): Promise<void> => {
    const isKnown = keyRing(keys);
    await http.register(async (routes) => {
      routes.addHook('onRequest', async (request, reply) => {
        if (isKnown(request.headers)) return;
        await reply.status(401).send({ errorDetails: 'send a key of OFREP_KEYS as Bearer or X-API-Key' });
      });
      routes.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
        const status = error.statusCode ?? 500;
        // The process's own handler logs it and answers without details.
        if (status >= 500) throw error;
        return reply.status(status).send({ errorCode: 'PARSE_ERROR', errorDetails: 'the body must be JSON' });
      });
      routes.post<{ Params: { key: string } }>(`${BULK}/:key`, async (request, reply) => {
        const { key } = request.params;
        const context = readContext(request.body);
        if (isRefusal(context)) return reply.status(400).send({ key, ...context });
        const { targetingKey, ...attributes } = context;
        const evaluation = (await does.evaluateFlags(targetingKey, attributes)).find(({ flagKey }) => flagKey === key);
        if (evaluation) return success(evaluation);
        return reply.status(404).send({ key, errorCode: 'FLAG_NOT_FOUND', errorDetails: 'no flag has this key' });
      });
      routes.post(BULK, async (request, reply) => {
        const context = readContext(request.body);
        if (isRefusal(context)) return reply.status(400).send(context);
        const { targetingKey, ...attributes } = context;
        const body = JSON.stringify({ flags: (await does.evaluateFlags(targetingKey, attributes)).map(success) });
        const etag = etagOf(body);
        void reply.header('etag', etag);
        if (request.headers['if-none-match'] === etag) return reply.status(304).send();
        return reply.type('application/json; charset=utf-8').send(body);
      });
    });
  };
