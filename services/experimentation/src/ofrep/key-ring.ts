import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/**
 * Says whether the headers of a request carry one of the keys, as `Authorization: Bearer` or `X-API-Key`.
 * Every key is compared, in constant time.
 */
export const keyRing = (keys: readonly string[]) => {
  const digests = keys.map(digest);
  return (headers: Readonly<Record<string, string | string[] | undefined>>): boolean => {
    const { authorization, 'x-api-key': apiKey } = headers;
    const bearer = typeof authorization === 'string' ? /^Bearer (.+)$/i.exec(authorization)?.[1] : undefined;
    const shown = digest(String(bearer ?? apiKey ?? ''));
    return digests.filter((known) => timingSafeEqual(known, shown)).length > 0;
  };
};
