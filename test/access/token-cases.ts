// Tokens that must open no door: each with what is wrong with it.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { es256, hmac, unsigned } from './forge.ts';

type Json = Readonly<Record<string, unknown>>;
export type TokenCase = readonly [name: string, token: string];

/** What the tokens are made from: the issuer's own key, so that only what is named is wrong. */
export type Issuer = { readonly key: JsonWebKey & { kid?: string }; readonly url: string; readonly second: number };

const CUSTOMER = 'cus_01kjq393ftfzcb0pst4sr92vas';
const HOUR = 3_600;

const goodClaims = ({ url, second }: Issuer): Json => ({
  iss: url,
  aud: 'rapport',
  sub: 'mallory',
  roles: ['operator', 'agent'],
  customers: [],
  iat: second,
  exp: second + HOUR,
});

const attackerKey = (): JsonWebKey =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** The token with which nothing is wrong, so that the others fail for what is wrong with them. */
export const goodToken = (issuer: Issuer, claims: Json = {}): string =>
  es256(issuer.key, { alg: 'ES256', kid: issuer.key.kid }, { ...goodClaims(issuer), ...claims });

const signatures = (issuer: Issuer): TokenCase[] => {
  const { key } = issuer;
  const { kid } = key;
  const claims = goodClaims(issuer);
  const publicKey = createPublicKey(createPrivateKey({ key, format: 'jwk' }));
  const jwk = publicKey.export({ format: 'jwk' });
  const attacker = attackerKey();
  const { d: _, ...attackerPublic } = attacker;
  const [head = '', body = '', signature = ''] = goodToken(issuer).split('.');
  const other = goodToken(issuer, { roles: ['customer'] }).split('.');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
  const rsText = unsigned({ alg: 'RS256', kid }, claims).slice(0, -1);
  const der = sign('sha256', Buffer.from(`${head}.${body}`), createPrivateKey({ key, format: 'jwk' }));
  const header = { alg: 'ES256', kid };
  return [
    ['no algorithm', unsigned({ alg: 'none', kid }, claims)],
    ['no algorithm, spelt otherwise', unsigned({ alg: 'nOnE', kid }, claims)],
    ['no algorithm with a signature', unsigned({ alg: 'none', kid }, claims, signature)],
    ['an empty algorithm', unsigned({ alg: '', kid }, claims, signature)],
    ['no mention of an algorithm', es256(key, { kid }, claims)],
    ['an algorithm that is a list', es256(key, { alg: ['ES256'], kid }, claims)],
    ['the public key (JWK) as a secret', hmac(JSON.stringify(jwk), { alg: 'HS256', kid }, claims)],
    [
      'the public key (PEM) as a secret',
      hmac(publicKey.export({ type: 'spki', format: 'pem' }), { alg: 'HS256', kid }, claims),
    ],
    [
      'the public key (DER) as a secret',
      hmac(publicKey.export({ type: 'spki', format: 'der' }), { alg: 'HS256', kid }, claims),
    ],
    ['an empty secret', hmac('', { alg: 'HS512', kid }, claims, 'sha512')],
    ['HS256 over a good signature', unsigned({ alg: 'HS256', kid }, claims, signature)],
    ['RS256 by a stranger', `${rsText}.${sign('sha256', Buffer.from(rsText), rsa).toString('base64url')}`],
    ['ES256 by a stranger with the same key id', es256(attacker, header, claims)],
    ['a stranger who brings the key along', es256(attacker, { alg: 'ES256', jwk: attackerPublic }, claims)],
    ['a stranger who says where the key is', es256(attacker, { ...header, jku: 'http://127.0.0.1:9/jwks' }, claims)],
    [
      'a stranger with a certificate',
      es256(attacker, { ...header, x5u: 'http://127.0.0.1:9/x', x5c: ['AAAA'] }, claims),
    ],
    ['an unknown key id', es256(attacker, { alg: 'ES256', kid: 'unknown' }, claims)],
    ['a key id that is a path', es256(attacker, { alg: 'ES256', kid: '../../../../dev/null' }, claims)],
    ['a key id that is a statement of SQL', es256(attacker, { alg: 'ES256', kid: "' OR 1=1 --" }, claims)],
    ['a critical extension', es256(key, { ...header, crit: ['exotic'], exotic: true }, claims)],
    ['a payload that is not encoded', es256(key, { ...header, crit: ['b64'], b64: false }, claims)],
    ["another token's claims", [head, other[1], signature].join('.')],
    ['no signature', `${head}.${body}.`],
    ['half a signature', `${head}.${body}.${signature.slice(0, 43)}`],
    ['a signature of zeros', `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`],
    ['a signature in another encoding', `${head}.${body}.${der.toString('base64url')}`],
    ['a fourth part', `${head}.${body}.${signature}.${signature}`],
    ['two parts', `${head}.${body}`],
    ['the shape of an encrypted token', `${head}.${body}.${signature}.${body}.${signature}`],
    ['a header that is no JSON', es256(key, 'ES256', claims)],
    ['algorithms twice', es256(key, `{"alg":"none","alg":"ES256","kid":"${kid}"}`, claims)],
  ];
};

const claims = (issuer: Issuer): TokenCase[] => {
  const good = goodClaims(issuer);
  const { second } = issuer;
  const header = { alg: 'ES256', kid: issuer.key.kid };
  const without = (name: string): string => es256(issuer.key, header, { ...good, [name]: undefined });
  const having = (changed: Json): string => goodToken(issuer, changed);
  const text = JSON.stringify(good);
  const twice = (more: string): string => es256(issuer.key, header, `{${more},${text.slice(1)}`);
  return [
    ['another issuer', having({ iss: 'https://evil.example' })],
    ['an issuer that begins like ours', having({ iss: `${issuer.url}.evil.example` })],
    ['issuers in a list', having({ iss: [issuer.url] })],
    ['no issuer', without('iss')],
    ['another audience', having({ aud: 'elsewhere' })],
    ['other audiences', having({ aud: ['elsewhere', 'rapport-admin'] })],
    ['no audience', without('aud')],
    ['an end an hour ago', having({ exp: second - HOUR })],
    ['an end six seconds ago', having({ exp: second - 6 })],
    ['no end', without('exp')],
    ['an end in words', having({ exp: 'tomorrow' })],
    ['an end in digits that are text', having({ exp: String(second + HOUR) })],
    ['an end that is null', having({ exp: null })],
    ['a beginning in ten minutes', having({ nbf: second + 600 })],
    ['a beginning in words', having({ nbf: 'yesterday' })],
    ['an issuing time in words', having({ iat: 'now' })],
    ['no subject', without('sub')],
    ['an empty subject', having({ sub: '' })],
    ['a subject that is a number', having({ sub: 7 })],
    ['a subject without end', having({ sub: 'x'.repeat(257) })],
    ['no roles', without('roles')],
    ['roles in a text', having({ roles: 'operator' })],
    ['roles in an object', having({ roles: { operator: true } })],
    ['roles that are numbers', having({ roles: [1, 2] })],
    ['roles in lists', having({ roles: [['operator']] })],
    ['an empty list of roles', having({ roles: [] })],
    ['roles of another house', having({ roles: ['root', 'admin', '__proto__', 'OPERATOR', ' operator'] })],
    ['five hundred and one roles', having({ roles: Array.from({ length: 501 }, () => 'agent') })],
    ['a customer who is none', having({ customers: ['*'] })],
    ['customers in a text', having({ customers: CUSTOMER })],
    ['a hundred and one customers', having({ customers: Array.from({ length: 101 }, () => CUSTOMER) })],
    ['scopes in a list', having({ scope: ['all'] })],
    ['roles twice', twice('"roles":["customer"]')],
    ['roles twice, once in disguise', twice(String.raw`"rol\u0065s":["customer"]`)],
    ['an end twice', twice('"exp":1')],
    ['claims in a list', es256(issuer.key, header, JSON.stringify([good]))],
    ['claims that are no JSON', es256(issuer.key, header, 'sub=mallory')],
    ['claims that are null', es256(issuer.key, header, 'null')],
    ['nine thousand characters', having({ filler: 'x'.repeat(9_000) })],
  ];
};

export const tokenCases = (issuer: Issuer): TokenCase[] => [
  ['nothing', ''],
  ['nonsense', 'nonsense'],
  ['three letters with dots', 'a.b.c'],
  ...signatures(issuer),
  ...claims(issuer),
];
