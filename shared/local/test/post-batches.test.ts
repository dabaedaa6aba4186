import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postBatches } from '../src/demo/post-batches.ts';
import type { SegmentBatch } from '../src/demo/segment-call.ts';

const call = (messageId: string) =>
  ({ type: 'identify', messageId, userId: 'u', timestamp: '2026-03-02T09:00:00.000Z' }) as const;
const BATCHES: SegmentBatch[] = [{ batch: [call('a'), call('b')] }, { batch: [call('c')] }];

let server: Server | undefined;
const seen: { body: string; authorization: string | undefined }[] = [];

/** A door that gives these answers in turn, and the last one for ever; `hang` never answers. */
const door = async (...answers: { status: number | 'hang'; body?: object; headers?: Record<string, string> }[]) => {
  seen.length = 0;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      seen.push({ body, authorization: request.headers.authorization });
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      if (answer.status === 'hang') return;
      response
        .writeHead(answer.status, answer.headers)
        .end(JSON.stringify(answer.body ?? { success: true, rejected: [] }));
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

test('batches are posted in order under the write key, with progress', async () => {
  const progress: number[][] = [];
  const url = await door({ status: 200 });
  const rejected = await postBatches(url, 'key', BATCHES, { onProgress: (...at) => progress.push(at) });
  expect(rejected).toEqual([]);
  expect(seen.map(({ body }) => JSON.parse(body))).toEqual(BATCHES);
  expect(seen[0]!.authorization).toBe(`Basic ${Buffer.from('key:').toString('base64')}`);
  expect(progress).toEqual([
    [2, 3],
    [3, 3],
  ]);
});

test('what is busy or silent is asked again with the same bytes; what was refused one by one is told', async () => {
  const rejected = [{ messageId: 'c', path: 'batch.0.userId', remedy: 'send one' }];
  const url = await door(
    { status: 503 },
    { status: 'hang' },
    { status: 200 },
    { status: 429 },
    { status: 200, body: { rejected } },
  );
  expect(await postBatches(url, 'key', BATCHES, { delayMs: 1, timeoutMs: 150 })).toEqual(rejected);
  expect(seen.map(({ body }) => JSON.parse(body))).toEqual([
    ...Array(3).fill(BATCHES[0]),
    ...Array(2).fill(BATCHES[1]),
  ]);
});

test('a wrong key is told at once, a door that stays shut in the end', async () => {
  await expect(postBatches(await door({ status: 401 }), 'key', BATCHES)).rejects.toMatchObject({ code: 'NOT_READY' });
  expect(seen).toHaveLength(1);
  server?.close();
  const shut = postBatches(await door({ status: 503 }), 'key', BATCHES, { delayMs: 1, attemptsMax: 3 });
  await expect(shut).rejects.toMatchObject({ code: 'NOT_READY', details: ['the last answer was 503'] });
  expect(seen).toHaveLength(3);
});

test('a stop ends the posting', async () => {
  const stop = new AbortController();
  const url = await door({ status: 'hang' });
  setTimeout(() => stop.abort(), 50);
  await expect(postBatches(url, 'key', BATCHES, { signal: stop.signal })).rejects.toMatchObject({ code: 'STOPPED' });
});
