import type { IncomingHttpHeaders } from 'node:http';
import { STATEMENT_HEADER } from '@rapport/contracts';
import type { FastifyRequest } from 'fastify';

/** Headers of one connection, not of the message (RFC 9110, section 7.6.1), and what the client library sets itself. */
const OF_THE_CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/** What only this side may say: who is asking, and how the caller came. */
const OURS = [STATEMENT_HEADER, 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'traceparent'];

const listedIn = (connection: string | string[] | undefined): string[] =>
  String(connection ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());

const without = (headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string | string[]> => {
  const dropped = new Set([...names, ...OF_THE_CONNECTION, ...listedIn(headers.connection)]);
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !dropped.has(name)) kept[name] = value;
  }
  return kept;
};

const firstOf = (value: string | string[] | undefined): string | undefined =>
  String(value ?? '')
    .split(',')[0]
    ?.trim() || undefined;

/**
 * The headers with which a request is passed on: the caller's own without those of the connection, and
 * `x-forwarded-{for,host,proto}`, of which the caller's are believed only behind a proxy.
 */
export const forwardedHeaders = (
  { headers, raw }: FastifyRequest,
  { isBehindProxy, traceparent }: { isBehindProxy: boolean; traceparent: string | undefined },
): Record<string, string | string[]> => {
  const believed: IncomingHttpHeaders = isBehindProxy ? headers : {};
  const callers = [believed['x-forwarded-for'], raw.socket.remoteAddress].filter((address) => address !== undefined);
  return {
    // The length is told anew by whoever sends: a body that a method does not have must not be announced.
    ...without(headers, [...OURS, 'host', 'content-length']),
    'x-forwarded-for': callers.join(', '),
    'x-forwarded-host': firstOf(believed['x-forwarded-host']) ?? headers.host ?? '',
    'x-forwarded-proto': firstOf(believed['x-forwarded-proto']) ?? 'http',
    ...(traceparent ? { traceparent } : {}),
  };
};

/** The headers with which a service's answer is passed back. The trace's id is the gateway's own. */
export const answerHeaders = (headers: IncomingHttpHeaders): Record<string, string | string[]> =>
  without(headers, ['x-trace-id', STATEMENT_HEADER]);
