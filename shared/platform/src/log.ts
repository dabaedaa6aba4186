import { type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';

export type Log = Logger;

/** What never reaches a log, whatever object it stands in. */
const REDACTED = [
  'address',
  'body',
  'text',
  'value',
  'email',
  'phone',
  'name',
  'displayName',
  'authorization',
  'token',
];

/**
 * A structured log, one JSON object a line. Levels have a budget: ERROR wakes somebody, WARN is looked at next day,
 * INFO is the life of the process, DEBUG is a single event or request.
 */
export const createLog = (service: string, level: string): Log =>
  pino({
    level,
    base: { service },
    serializers: { err: (error: unknown) => describeError(error) },
    redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
