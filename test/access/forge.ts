// Tokens and statements made by hand, good ones and all others, with nothing of the house's own code.
import { createHmac, createPrivateKey, type JsonWebKey, sign } from 'node:crypto';

/** Text that JSON cannot be written from, such as one with a name twice, is given as text. */
type Part = object | string;
const encode = (part: Part): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A JWT signed with ES256 by whatever key is given, whatever its header says. */
export const es256 = (key: JsonWebKey, header: Part, claims: Part): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), {
    key: createPrivateKey({ key, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
};

/** The same with a shared secret. */
export const hmac = (secret: string | Buffer, header: Part, claims: Part, digest = 'sha256'): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac(digest, secret).update(text).digest('base64url')}`;
};

export const unsigned = (header: Part, claims: Part, signature = ''): string =>
  `${encode(header)}.${encode(claims)}.${signature}`;

/** The gateway's statement of who is asking: base64url(JSON) '.' base64url(HMAC-SHA256). */
export const statement = (key: string, said: Part): string => {
  const payload = encode(said);
  return `${payload}.${createHmac('sha256', Buffer.from(key, 'base64url')).update(payload).digest('base64url')}`;
};
