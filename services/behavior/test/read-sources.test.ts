// Definitions of sources are read at start: every mistake of every file at once, with its place and remedy.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { readSources } from '../src/ingestion/read-sources.ts';
import { SOURCE_SETTINGS, SOURCES } from './sources-setup.ts';

const SECRET = 'a-secret-of-24-characters';
const GOOD = `
source: shop
signature: { scheme: hmac-sha256, header: X-Signature }
inputs:
  order: { key: "{id}" }
calls:
  - { from: order, type: track, event: Order Placed, userId: "{customer}" }
`;

const KEYS = Buffer.alloc(32, 7).toString('base64url');
const settingsOf = (more: Record<string, string>) =>
  readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://localhost/behavior',
    NATS_URL: 'nats://localhost',
    STATEMENT_KEYS: KEYS,
    INGEST_KEY: KEYS,
    IDENTIFIER_KEY: KEYS,
    WRITE_KEYS: 'core:write-key-core',
    ...more,
  }).sources;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-sources-'));
});
afterEach(() => rm(folder, { recursive: true }));

const complaintOf = async (files: Record<string, string>, more: Record<string, string> = {}): Promise<string> => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  try {
    readSources(settingsOf({ SOURCES_DIR: folder, SOURCE_SECRETS: `shop:${SECRET}`, ...more }));
    return 'opened';
  } catch (error) {
    return (error as Error).message;
  }
};

test('of the shipped examples those are open that have a secret', () => {
  expect([...readSources(settingsOf({})).keys()]).toEqual([]);
  expect([...readSources(settingsOf({ SOURCE_SECRETS: `crm:${SECRET}` })).keys()]).toEqual(['crm']);
  expect([...readSources(settingsOf(SOURCE_SETTINGS)).keys()].toSorted()).toEqual([...SOURCES].toSorted());
});

test('one’s own sources need a secret each, two at most, and a secret needs a source', async () => {
  expect(await complaintOf({ 'shop.yaml': GOOD })).toBe('opened');
  expect(await complaintOf({}, { SOURCE_SECRETS: `shop:${SECRET}1,shop:${SECRET}2` })).toBe('opened');
  expect(await complaintOf({}, { SOURCE_SECRETS: '' })).toContain(
    'shop.yaml: has no secret: add shop:… to SOURCE_SECRETS',
  );
  expect(await complaintOf({}, { SOURCE_SECRETS: `shop:${SECRET},shop2:${SECRET}` })).toContain(
    'SOURCE_SECRETS: shop2 is no source: known are shop',
  );
  for (const SOURCE_SECRETS of ['shop', 'shop:short', `shop:${SECRET},shop:${SECRET},shop:${SECRET}`]) {
    expect(await complaintOf({}, { SOURCE_SECRETS })).toContain('SOURCE_SECRETS: must be source:secret');
  }
  for (const SOURCE_JWKS of [
    '{',
    '{"shop": {"keys": [{"kid": "1", "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]}}',
  ]) {
    expect(await complaintOf({}, { SOURCE_JWKS })).toContain('SOURCE_JWKS');
  }
});

test('every mistake of every file is told at once, with file, place and what is allowed', async () => {
  const complaint = await complaintOf({
    'a.yaml': GOOD.replace('event: Order', 'evnt: Order').replace('key:', 'file: orders.csv, key:'),
    'b.yaml': GOOD.replace('hmac-sha256', 'hmac'),
    'c.yaml': GOOD.replace('from: order', 'from: orders'),
    'd.yaml': `${GOOD}zone: UTC\nzone: UTC\n`,
    'e.yaml': GOOD,
    'f.yaml': GOOD,
  });
  expect(complaint.split('\n').slice(1)).toEqual([
    '  a.yaml: inputs.order.file: names an imported file; the rows of a webhook come in its body: leave it out',
    expect.stringContaining('  a.yaml: calls.0: evnt is not known here: did you mean event?'),
    '  b.yaml: signature: must name a scheme: standard-webhooks, hmac-sha256, plaid-jwt',
    '  c.yaml: calls.0.from: orders is not known here: did you mean order?; allowed are order',
    expect.stringContaining('  d.yaml: Map keys must be unique'),
    '  f.yaml: source: shop is that of e.yaml already: choose another name',
  ]);
});

const FEED = `
source: shop
signature: { scheme: standard-webhooks }
inputs:
  consent: { rows: consent, key: "{id}" }
  booked: { rows: booked, key: "{id}" }
validDaysMax: 180
accesses:
  - { from: consent, accessId: "{id}", userId: "{user}" }
calls:
  - { from: booked, type: track, event: Bought, access: "{body.consent.id}" }
`;

test.each([
  [
    'access: "{body.consent.id}"',
    'userId: "{user}"',
    'calls.0.access: is missing: say which permission the row rests on',
  ],
  ['event: Bought', 'event: Bought, userId: "{user}"', 'calls.0.userId: must be left out: the permission says whose'],
  ['event: Bought', 'event: Bought, context: { a: b }', 'calls.0.context: must be left out'],
  ['type: track', 'type: screen', 'calls.0.type: must be track'],
  ['"{body.consent.id}"', 'always', 'calls.0.access: must name a field of the row'],
  ['validDaysMax: 180', '', 'validDaysMax: is missing: say for how many days'],
  ['from: consent', 'from: consents', 'accesses.0.from: consents is no input'],
  [
    'rows: booked, key',
    'joins: { access: { input: consent, on: { id: "{id}" } } }, key',
    'joins.access: is a name that',
  ],
  ['zzz', 'zzz', 'SOURCE_SECRETS: shop needs whsec_ and the base64 of 24 bytes'],
])('a feed of permitted data in which %s is %s is refused', async (written, instead, complaint) => {
  const text = written === 'zzz' ? FEED : FEED.replace(written, instead);
  expect(await complaintOf({ 'feed.yaml': text })).toContain(complaint);
});

test('a folder that is not there is told', async () => {
  expect(await complaintOf({}, { SOURCES_DIR: join(folder, 'nowhere') })).toContain(
    'SOURCES_DIR: cannot be read: ENOENT',
  );
});
