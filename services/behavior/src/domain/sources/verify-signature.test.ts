import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { SourceSignature } from '@rapport/contracts';
import fc from 'fast-check';
import { canVerify, verifySignature, wordsFor } from './verify-signature.ts';

const NOW = new Date('2026-03-02T11:00:00Z');
const SECONDS = Math.floor(NOW.getTime() / 1_000);
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1' }];

type Signed = {
  readonly scheme: SourceSignature;
  readonly sign: (body: Buffer, seconds: number) => Record<string, string>;
};

const jwt = (body: Buffer, seconds: number, header: object = { alg: 'ES256', kid: 'key-1', typ: 'JWT' }): string => {
  const claims = { iat: seconds, request_body_sha256: createHash('sha256').update(body).digest('hex') };
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

const hmac = (body: Buffer, before = '') => createHmac('sha256', SECRET).update(before).update(body);

const SCHEMES: Readonly<Record<string, Signed>> = {
  'standard-webhooks': {
    scheme: { scheme: 'standard-webhooks' },
    sign: (body, seconds) => {
      const key = Buffer.from(SECRET.slice(6), 'base64');
      const signature = createHmac('sha256', key).update(`msg_1.${seconds}.`).update(body).digest('base64');
      return { 'webhook-id': 'msg_1', 'webhook-timestamp': `${seconds}`, 'webhook-signature': `v1,${signature}` };
    },
  },
  'hmac-sha256': {
    scheme: { scheme: 'hmac-sha256', header: 'x-signature', encoding: 'hex', prefix: 'sha256=' },
    sign: (body) => ({ 'x-signature': `sha256=${hmac(body).digest('hex')}` }),
  },
  'hmac-sha256 in base64 with a time': {
    scheme: { scheme: 'hmac-sha256', header: 'x-signature', encoding: 'base64', prefix: '', timestampHeader: 'x-time' },
    sign: (body, seconds) => ({ 'x-signature': hmac(body, `${seconds}.`).digest('base64'), 'x-time': `${seconds}` }),
  },
  'plaid-jwt': {
    scheme: { scheme: 'plaid-jwt' },
    sign: (body, seconds) => ({ 'plaid-verification': jwt(body, seconds) }),
  },
};

const judge = (schemes: SourceSignature[], body: Uint8Array, headers: Record<string, string>, secrets = [SECRET]) =>
  verifySignature(schemes, { secrets, jwks }, { body, headerOf: (name) => headers[name], now: NOW });

test('the vector of Standard Webhooks holds', () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const request = {
    body: Buffer.from('{"test": 2432232314}'),
    headerOf: (name: string) => headers[name as keyof typeof headers],
    now: new Date(1_614_265_330_000),
  };
  const schemes: SourceSignature[] = [{ scheme: 'standard-webhooks' }];
  expect(verifySignature(schemes, { secrets: [SECRET], jwks: [] }, request)).toBeNull();
  expect(verifySignature(schemes, { secrets: [SECRET], jwks: [] }, { ...request, now: NOW })).toBe('STALE');
});

describe.each(Object.entries(SCHEMES))('%s', (_, { scheme, sign: signWith }) => {
  test('any changed byte of body or header is refused', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (raw, at, flip) => {
          const body = Buffer.from(raw);
          const headers = signWith(body, SECONDS);
          expect(judge([scheme], body, headers)).toBeNull();
          const changed = Buffer.from(body);
          changed[at % body.length] = changed[at % body.length]! ^ flip;
          expect(judge([scheme], changed, headers)).toBe('WRONG');
          for (const [name, value] of Object.entries(headers)) {
            const place = at % value.length;
            // Hexadecimal digits mean the same in either case; of a JWT's first part the case is content.
            const letter = value[place] === '0' ? '1' : '0';
            const forged = { ...headers, [name]: value.slice(0, place) + letter + value.slice(place + 1) };
            expect(judge([scheme], body, forged)).not.toBeNull();
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('unsigned is told from wrongly signed, and another secret or key does not fit', () => {
    const body = Buffer.from('{}');
    expect(judge([scheme], body, {})).toBe('MISSING');
    if (scheme.scheme !== 'plaid-jwt') expect(judge([scheme], body, signWith(body, SECONDS), [OTHER])).toBe('WRONG');
    expect(
      verifySignature(
        [scheme],
        { secrets: [], jwks: [] },
        { body, headerOf: (n) => signWith(body, SECONDS)[n], now: NOW },
      ),
    ).toBe('WRONG');
  });

  test('while secrets are rotated both hold', () => {
    const body = Buffer.from('{}');
    expect(judge([scheme], body, signWith(body, SECONDS), [OTHER, SECRET])).toBeNull();
  });
});

test.each(['standard-webhooks', 'hmac-sha256 in base64 with a time', 'plaid-jwt'])(
  'by %s what was signed more than five minutes ago, or ahead, is stale',
  (name) => {
    const { scheme, sign: signWith } = SCHEMES[name]!;
    const body = Buffer.from('{}');
    for (const [seconds, fault] of [
      [300, null],
      [-300, null],
      [301, 'STALE'],
      [-301, 'STALE'],
    ] as const) {
      expect(judge([scheme], body, signWith(body, SECONDS - seconds))).toBe(fault);
    }
  },
);

test('of several signatures one must hold', () => {
  const body = Buffer.from('{}');
  const both = [SCHEMES['standard-webhooks']!, SCHEMES['plaid-jwt']!].map(({ scheme }) => scheme);
  expect(judge(both, body, { 'plaid-verification': jwt(body, SECONDS) })).toBeNull();
  expect(judge(both, body, { 'plaid-verification': jwt(Buffer.from('[]'), SECONDS) })).toBe('WRONG');
  expect(judge(both, body, {})).toBe('MISSING');
});

test('a token by any other algorithm than ES256 is refused, whatever it says of itself', () => {
  const body = Buffer.from('{}');
  for (const header of [
    { alg: 'none', kid: 'key-1' },
    { alg: 'HS256', kid: 'key-1' },
    { alg: 'ES256', kid: 'key-2' },
  ]) {
    const token = jwt(body, SECONDS, header);
    expect(judge([{ scheme: 'plaid-jwt' }], body, { 'plaid-verification': token })).toBe('WRONG');
  }
  expect(judge([{ scheme: 'plaid-jwt' }], body, { 'plaid-verification': 'a.b' })).toBe('WRONG');
});

test('a source can be recognised once it has a secret, or a key where it signs with a private one', () => {
  const schemes = Object.values(SCHEMES).map(({ scheme }) => scheme);
  expect(canVerify(schemes.slice(0, 1), { secrets: [], jwks })).toBe(false);
  expect(canVerify([{ scheme: 'plaid-jwt' }], { secrets: [SECRET], jwks: [] })).toBe(false);
  expect(canVerify(schemes, { secrets: [], jwks })).toBe(true);
  expect(wordsFor(schemes)).toContain('x-signature with sha256=hex of HMAC-SHA256 over the raw body, or ');
});
