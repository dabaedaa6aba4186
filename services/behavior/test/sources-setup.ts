// What tests of sources need: the shipped examples as their files have them, signed as their sources sign.
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TestService } from '@rapport/testkit';
import type { Answer } from './behavior-setup.ts';
import { NOON } from './behavior-setup.ts';

export const SOURCES = ['crm', 'loan-origination', 'loan-servicing', 'billing', 'plaid', 'berlin-group'] as const;
export type Source = (typeof SOURCES)[number];

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KID = 'plaid-key';

/** The settings that open every shipped source. */
export const SOURCE_SETTINGS = {
  SOURCE_SECRETS: SOURCES.map((source) => `${source}:${secret}`).join(','),
  SOURCE_JWKS: JSON.stringify({ plaid: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID }] } }),
};

/** Signs a body as Plaid itself does. */
export const signedByPlaid = (body: string): Record<string, string> => {
  const header = { alg: 'ES256', kid: KID, typ: 'JWT' };
  const claims = { iat: NOON / 1_000, request_body_sha256: createHash('sha256').update(body).digest('hex') };
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return { 'plaid-verification': `${text}.${signature.toString('base64url')}` };
};

/** The payload beside a shipped definition, with some of its words replaced. */
export const example = (source: Source, words: Readonly<Record<string, string>> = {}): Record<string, unknown> => {
  const text = readFileSync(new URL(`../sources/${source}.example.json`, import.meta.url), 'utf8');
  const changed = Object.entries(words).reduce((so, [word, instead]) => so.replaceAll(word, instead), text);
  return JSON.parse(changed) as Record<string, unknown>;
};

let counter = 0;
const hmac = (encoding: 'hex' | 'base64', text: string, key: string | Buffer = secret) =>
  createHmac('sha256', key).update(text).digest(encoding);

/** Signs a body as its source does. @param atMs when it is signed */
export const signed = (source: Source, body: string, atMs = NOON): Record<string, string> => {
  const stamp = String(Math.floor(atMs / 1_000));
  switch (source) {
    case 'crm':
      return { 'x-crm-signature': `sha256=${hmac('hex', body)}` };
    case 'loan-servicing':
      return { 'x-signature': hmac('base64', body) };
    case 'billing':
      return { 'billing-signature': `v1=${hmac('hex', `${stamp}.${body}`)}`, 'billing-timestamp': stamp };
    default: {
      counter += 1;
      const id = `msg_${counter}`;
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const signature = `v1,${hmac('base64', `${id}.${stamp}.${body}`, key)}`;
      return { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature };
    }
  }
};

/** Knocks at the door of a source. */
export const knocker =
  (behavior: () => TestService) =>
  async (source: string, body: unknown, headers?: Record<string, string>): Promise<Answer> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${behavior().running.url}/sources/${source}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(headers ?? signed(source as Source, text)) },
      body: text,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  };
