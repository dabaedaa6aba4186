// A long answer through the front door: a little at a time, for as long as it lives, and never more than is read.
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { closeHttp, createHttp, createLog, createMetrics } from '@rapport/platform';
import { eventually } from '@rapport/testkit';
import { forwardPaths } from '../src/forward-paths.ts';

const TIMEOUT_MS = 200;
const SILENCE_MS = 600;

let upstream: Server;
let streams: ServerResponse[] = [];
let door: { url: string; stop(): Promise<void> };

const openDoor = async (target: URL): Promise<typeof door> => {
  const log = createLog('gateway', 'silent');
  const http = createHttp({ log, metrics: createMetrics('gateway') }, []);
  const forwarding = await forwardPaths(http, {
    urlOf: () => target,
    timeoutMs: TIMEOUT_MS,
    streamSilenceMs: SILENCE_MS,
    isBehindProxy: false,
    log,
  });
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    stop: async () => {
      await closeHttp(http);
      await forwarding.stop();
    },
  };
};

beforeEach(async () => {
  streams = [];
  upstream = createServer((_request, out) => {
    out.writeHead(200, { 'content-type': 'text/event-stream' });
    out.flushHeaders();
    streams.push(out);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  door = await openDoor(new URL(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`));
});
afterEach(async () => {
  await door.stop();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

/** Opens a stream and collects what comes. */
const open = async (): Promise<{ text: () => string; isOver: () => boolean; leave: () => void }> => {
  const abort = new AbortController();
  const { body } = await fetch(`${door.url}/partner/events`, { signal: abort.signal });
  let [text, over] = ['', false];
  const read = async () => {
    for await (const chunk of body!) text += Buffer.from(chunk).toString();
  };
  void read()
    .catch(() => undefined)
    .finally(() => (over = true));
  return { text: () => text, isOver: () => over, leave: () => abort.abort() };
};
const soon = (check: () => void) => eventually(async () => check(), { timeoutMs: 5_000 });

test('what is written comes at once, and long after an ordinary answer would have been too late', async () => {
  const caller = await open();
  for (let piece = 1; piece <= 5; piece += 1) {
    streams[0]!.write(`piece ${piece};`);
    await soon(() => expect(caller.text()).toContain(`piece ${piece};`));
    await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS));
  }
  expect(caller.isOver()).toBe(false);
  streams[0]!.end();
  await soon(() => expect(caller.isOver()).toBe(true));
});

test('a service that falls silent is taken for dead, and the caller is told by the end', async () => {
  const caller = await open();
  streams[0]!.write('only this');
  await soon(() => expect(caller.isOver()).toBe(true));
  expect(caller.text()).toBe('only this');
});

test('the service hears at once that the caller has left', async () => {
  const caller = await open();
  let isClosed = false;
  streams[0]!.once('close', () => (isClosed = true));
  caller.leave();
  await soon(() => expect(isClosed).toBe(true));
});

/** A caller who asks and never reads. */
const openDeaf = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1', () => {
      socket.pause();
      socket.write('GET /partner/events HTTP/1.1\r\nhost: x\r\n\r\n');
      resolve(socket);
    });
  });

test('a caller who reads nothing holds the service back: the gateway keeps no more than a little', async () => {
  const socket = await openDeaf();
  await soon(() => expect(streams).toHaveLength(1));
  const block = 'x'.repeat(65_536);
  const before = process.memoryUsage().external + process.memoryUsage().arrayBuffers;
  let written = 0;
  const BLOCKS_MAX = 1_600;
  while (written < BLOCKS_MAX && !streams[0]!.writableNeedDrain) {
    streams[0]!.write(block);
    written += 1;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  // What the kernel takes on two connections, never a hundred megabytes.
  expect(written).toBeLessThan(BLOCKS_MAX);
  expect(process.memoryUsage().external + process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1_048_576);
  socket.destroy();
});

test('the gateway stops at once, open streams or not', async () => {
  const caller = await open();
  const begun = performance.now();
  await door.stop();
  expect(performance.now() - begun).toBeLessThan(2_000);
  await soon(() => expect(caller.isOver()).toBe(true));
  door = await openDoor(new URL('http://127.0.0.1:9'));
});
