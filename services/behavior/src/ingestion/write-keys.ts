import { createHash } from 'node:crypto';
import { RapportError } from '@rapport/contracts';

/** Where a caller may have put its write key. */
export type Credentials = { readonly authorization: string | undefined; readonly body: unknown };

const digest = (key: string): string => createHash('sha256').update(key).digest('hex');

const keyOfHeader = (authorization: string | undefined): string | null => {
  const basic = /^basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!basic) return null;
  return Buffer.from(basic, 'base64').toString('utf8').replace(/:.*$/s, '');
};

const keyOfBody = (body: unknown): string | null => {
  const key = (body as { writeKey?: unknown } | null)?.writeKey;
  return typeof key === 'string' ? key : null;
};

/**
 * Tells the source behind a request by its write key: `Basic base64(key:)`, or `writeKey` in the body (with or without
 * a Bearer token in front). Keys are compared by their hashes, so that the time it takes says nothing of them.
 * @throws RapportError UNAUTHENTICATED for an unknown or missing key
 */
export const sourceFinder = (writeKeys: ReadonlyMap<string, string>) => {
  const sources = new Map([...writeKeys].map(([key, source]) => [digest(key), source]));
  return ({ authorization, body }: Credentials): string => {
    const key = keyOfHeader(authorization) ?? keyOfBody(body);
    const source = key === null ? undefined : sources.get(digest(key));
    if (source) return source;
    const wrong = `the write key is ${key === null ? 'missing' : 'unknown'}`;
    throw new RapportError(
      'UNAUTHENTICATED',
      `${wrong}: send Authorization: Basic base64(writeKey + ":"), or writeKey in the body`,
    );
  };
};
