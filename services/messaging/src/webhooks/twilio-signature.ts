import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'node:querystring';

/** The parameters of a form as they came: one value, or several of the same name. */
export type FormParameters = Readonly<Record<string, string | readonly string[]>>;

const spell = (name: string, value: string | readonly string[]): string =>
  typeof value === 'string'
    ? name + value
    : [...new Set(value)]
        .sort()
        .map((one) => name + one)
        .join('');

/** Base64 of HMAC-SHA1(token, url ‖ every name and value, sorted by name): what Twilio puts into X-Twilio-Signature. */
export const twilioSignature = (token: string, url: string, parameters: FormParameters): string => {
  const spelt = Object.keys(parameters)
    .sort()
    .map((name) => spell(name, parameters[name]!));
  return createHmac('sha1', token)
    .update(url + spelt.join(''))
    .digest('base64');
};

const withStandardPort = (url: URL): string =>
  url.port ? url.href : url.href.replace(url.host, `${url.host}:${url.protocol === 'https:' ? 443 : 80}`);

const withoutPort = (url: URL): string => {
  const bare = new URL(url);
  bare.port = '';
  return bare.href;
};

const withLegacyQuery = (url: string): string => {
  const [path, query] = url.split('?', 2);
  return query === undefined ? url : `${path}?${stringify(parse(query))}`;
};

/** The spellings of a URL that Twilio may have signed: with and without the port, each with either query encoding. */
const spellingsOf = (url: string): string[] => {
  const parsed = new URL(url);
  const ports = [url, withStandardPort(parsed), withoutPort(parsed)];
  return [...new Set([...ports, ...ports.map(withLegacyQuery)])];
};

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Whether a form really comes from Twilio. Compares in constant time, every spelling whatever the first ones said. */
export const isSignedByTwilio = (
  token: string,
  { signature, url, parameters }: { signature: string | undefined; url: string; parameters: FormParameters },
): boolean =>
  signature !== undefined &&
  spellingsOf(url)
    .map((spelling) => isSame(signature, twilioSignature(token, spelling, parameters)))
    .includes(true);
