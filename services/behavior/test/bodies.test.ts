// How a body may come in at the doors: packed, in which charset, under which name; what cannot be read is told why.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type TestService, viewerOf } from '@rapport/testkit';
import { type Answer, basic, outsideOf, startBehavior } from './behavior-setup.ts';

let behavior: TestService;

beforeAll(async () => {
  behavior = await startBehavior();
  outsideOf(() => behavior).profileAnswers();
});
afterAll(() => behavior.stop());

const view = { type: 'track', anonymousId: 'anon-1', event: 'Button Pressed' };
const batch = JSON.stringify({ batch: [view] });

const post = async (body: Buffer | string, headers: Record<string, string>, path = '/v1/batch'): Promise<Answer> => {
  const response = await fetch(`${behavior.running.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...basic('write-key-core'), ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
};

test.each([
  ['gzip', gzipSync(batch)],
  ['X-GZIP', gzipSync(batch)],
  ['deflate', deflateSync(batch)],
  ['br', brotliCompressSync(batch)],
  ['identity', Buffer.from(batch)],
])('a body packed as %s is taken', async (encoding, body) => {
  expect(await post(body, { 'content-encoding': encoding })).toMatchObject({ status: 200, body: { rejected: [] } });
});

test.each([
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'text/plain;charset=UTF-8',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
])('JSON is taken that calls itself %s', async (type) => {
  expect((await post(batch, { 'content-type': type })).status).toBe(200);
});

test('a byte order mark is left aside, and letters beyond ASCII arrive', async () => {
  const text = JSON.stringify({ ...view, event: 'Größe geändert \u{1f4b6}' });
  expect((await post(`\ufeff${text}`, {}, '/v1/track')).status).toBe(200);
});

const latin1 = Buffer.from('{"type":"track","userId":"Jörg","event":"x"}', 'latin1');
const marked = Buffer.concat([Buffer.from('{"a":"\ufffd'), Buffer.from([0xc3, 0x28])]);

test.each<[string, Buffer, Record<string, string>, number, string]>([
  ['gzip cut in the middle', gzipSync(batch).subarray(0, -12), { 'content-encoding': 'gzip' }, 400, 'cut short'],
  ['what is no gzip', Buffer.from(batch), { 'content-encoding': 'gzip' }, 400, 'no whole gzip'],
  ['gzip that nobody announced', gzipSync(batch), {}, 400, 'not UTF-8 at byte 1'],
  ['a packing nobody knows', Buffer.from(batch), { 'content-encoding': 'lz4' }, 415, 'gzip, deflate or br'],
  ['packed twice', gzipSync(gzipSync(batch)), { 'content-encoding': 'gzip, gzip' }, 415, 'one of them'],
  ['Latin-1 that calls itself nothing', latin1, {}, 400, 'not UTF-8 at byte 27'],
  ['bad bytes behind a mark that was sent', marked, {}, 400, 'not UTF-8 at byte 9'],
  ['UTF-16', Buffer.from(`\ufeff${batch}`, 'utf16le'), {}, 400, 'not UTF-8 at byte 0'],
  ['another charset', latin1, { 'content-type': 'application/json; charset=ISO-8859-1' }, 415, 'UTF-8'],
  ['a form with files', Buffer.from(batch), { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'JSON'],
  ['XML', Buffer.from('<batch/>'), { 'content-type': 'application/xml' }, 415, 'application/json'],
  ['a form', Buffer.from('batch=1'), { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'column 1'],
  ['nothing', Buffer.alloc(0), {}, 400, 'empty'],
  ['JSON cut in the middle', Buffer.from(batch.slice(0, 30)), {}, 400, 'column 31'],
  ['two objects', Buffer.from(`${batch}\n${batch}`), {}, 400, 'line 2, column 1'],
  ['a list', Buffer.from('[]'), {}, 401, 'write'],
])('%s is refused with a status, a place and a remedy', async (what, body, headers, status, words) => {
  const answer = await post(body, what === 'a list' ? { ...headers, authorization: '' } : headers);
  expect([answer.status, answer.body.message]).toEqual([status, expect.stringContaining(words)]);
  expect(answer.body).toMatchObject({ success: false, code: expect.any(String), rejected: [] });
});

test('a little gzip that is a flood unpacked is refused before it is unpacked', async () => {
  const flood = gzipSync(Buffer.alloc(50_000_000, 32));
  expect(flood.length).toBeLessThan(60_000);
  expect(await post(flood, { 'content-encoding': 'gzip' })).toMatchObject({
    status: 413,
    body: { code: 'PAYLOAD_TOO_LARGE', message: expect.stringContaining('unpacked') },
  });
});

test.each([
  [{ batch: 'x' }, 'batch must be a list of calls'],
  [{ batch: [view], context: 'x' }, 'context must be an object'],
  [{ batch: [view], integrations: [] }, 'integrations must be an object'],
  [{ batch: [view], sentAt: 'yesterday' }, 'sentAt must be an RFC 3339 instant'],
  [{}, 'batch must be a list of calls'],
])('an envelope like %j is refused by name', async (body, words) => {
  const answer = await post(JSON.stringify(body), {});
  expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(words)]);
});

test('what was refused as a whole leaves no reject and no dead letter behind', async () => {
  const { data } = await behavior.graph(
    viewerOf('OPERATOR'),
    '{ behaviorRejects(first: 5) { edges { cursor } } behaviorDeadLetters(first: 5) { edges { cursor } } }',
  );
  expect(data).toEqual({ behaviorRejects: { edges: [] }, behaviorDeadLetters: { edges: [] } });
});
