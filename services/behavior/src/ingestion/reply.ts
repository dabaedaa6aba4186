import { RapportError } from '@rapport/contracts';
import type { Log } from '@rapport/platform';
import type { Acceptance } from '../usecases/keep-calls.ts';

/** What a door answers. */
export type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body: object };

const AWAY_SECONDS = 5;
const FULL_SECONDS = 10;

export const refused = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Reply => ({
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
export const replyOf = (acceptance: Acceptance): Reply => {
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

const replyOfKnown = ({ code, message }: RapportError): Reply => {
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

/** What is answered where taking a request failed; whatever failed, calls that may not be safe are asked for again. */
export const replyOfError = (error: unknown, log: Log): Reply => {
  if (error instanceof RapportError && error.code !== 'INTERNAL') {
    if (error.code === 'UNAVAILABLE' || error.code === 'RATE_LIMITED') {
      log.error({ err: error }, 'a batch could not be made safe');
    }
    return replyOfKnown(error);
  }
  log.error({ err: error }, 'a batch could not be taken');
  return replyOfKnown(new RapportError('UNAVAILABLE', 'the batch could not be taken: send the same batch again'));
};
