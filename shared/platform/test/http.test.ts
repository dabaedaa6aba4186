import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import { closeHttp, createHttp, createLog, createMetrics } from '../index.ts';

// A process of its own: in one process sender and server take turns, and the connection is never reset under a writer.
const SENDER = `
  const body = JSON.stringify({ text: 'x'.repeat(10_000_000) });
  const headers = { 'content-type': 'application/json' };
  const answers = [];
  const send = async () => {
    for (let round = 0; round < 10; round += 1) {
      const sent = fetch(process.argv[1], { method: 'POST', headers, body });
      answers.push(await sent.then(async (r) => r.status + ' ' + (await r.json()).code).catch(() => 'no answer'));
    }
  };
  Promise.all([send(), send(), send(), send()]).then(() => console.log(JSON.stringify(answers)));
`;

test('whoever sends too much can read why, every time', async () => {
  const http = createHttp({ log: createLog('test', 'silent'), metrics: createMetrics('test') }, []);
  http.post('/things', async () => ({ taken: true }));
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as AddressInfo;
  try {
    const url = `http://127.0.0.1:${port}/things`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', SENDER, url], { timeout: 15_000 });
    expect(JSON.parse(stdout)).toEqual(Array.from({ length: 40 }, () => '413 PAYLOAD_TOO_LARGE'));
  } finally {
    await http.close();
  }
});

test('a connection on which nothing was ever said does not hold up a stop', async () => {
  const http = createHttp({ log: createLog('test', 'silent'), metrics: createMetrics('test') }, []);
  await http.listen({ port: 0, host: '127.0.0.1' });
  const silent = connect((http.server.address() as AddressInfo).port, '127.0.0.1');
  await once(http.server, 'connection');
  silent.resume();
  const left = once(silent, 'close');
  await closeHttp(http);
  await left;
  expect(http.server.listening).toBe(false);
}, 5_000);
