import { createHmac } from 'node:crypto';
import type { SourceSignature } from '@rapport/contracts';
import { isEqual, isFresh, type SignatureFault, type SignedRequest, secondsOf } from './signed-request.ts';

type Scheme = Extract<SourceSignature, { scheme: 'hmac-sha256' }>;

/** HMAC-SHA256 over the raw body, or over `{timestamp}.{body}` where a header tells the time of signing. */
export const verifyHmac = (
  { header, encoding, prefix, timestampHeader }: Scheme,
  secrets: readonly string[],
  { body, headerOf, now }: SignedRequest,
): SignatureFault | null => {
  const given = headerOf(header);
  const stamp = timestampHeader ? headerOf(timestampHeader) : undefined;
  if (!given || (timestampHeader && !stamp)) return 'MISSING';
  if (stamp !== undefined) {
    const seconds = secondsOf(stamp);
    if (seconds === null) return 'WRONG';
    if (!isFresh(seconds, now)) return 'STALE';
  }
  const wanted = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret);
    if (stamp !== undefined) hmac.update(`${stamp}.`);
    return `${prefix}${hmac.update(body).digest(encoding)}`;
  });
  // Hexadecimal digits are written in either case.
  const said =
    encoding === 'hex' ? `${given.slice(0, prefix.length)}${given.slice(prefix.length).toLowerCase()}` : given;
  return wanted.some((one) => isEqual(said, one)) ? null : 'WRONG';
};
