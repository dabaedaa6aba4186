import { createHmac } from 'node:crypto';
import { isEqual, isFresh, type SignatureFault, type SignedRequest, secondsOf } from './signed-request.ts';

/** Standard Webhooks 1.0.0: HMAC-SHA256 over `{id}.{timestamp}.{body}`, any of the listed `v1` signatures. */
export const verifyStandardWebhook = (
  secrets: readonly string[],
  { body, headerOf, now }: SignedRequest,
): SignatureFault | null => {
  const id = headerOf('webhook-id');
  const stamp = headerOf('webhook-timestamp');
  const list = headerOf('webhook-signature');
  if (!id || !stamp || !list) return 'MISSING';
  const seconds = secondsOf(stamp);
  if (seconds === null) return 'WRONG';
  if (!isFresh(seconds, now)) return 'STALE';
  const given = list.split(' ');
  const wanted = secrets.map((secret) => {
    const hmac = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
    return `v1,${hmac.update(`${id}.${stamp}.`).update(body).digest('base64')}`;
  });
  return wanted.some((one) => given.some((signature) => isEqual(signature, one))) ? null : 'WRONG';
};
