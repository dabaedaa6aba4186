// An import against a door that answers as the ingestion API does: nothing is lost, nothing is said twice.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { progressBar } from './progress-bar.ts';
import { readMapping } from './read-mapping.ts';
import { runImport } from './run-import.ts';

type Call = { messageId: string; timestamp: string; event: string; properties: Record<string, string> };

const MAPPING = `
mapping: bank
zone: Europe/Berlin
inputs:
  bookings: { file: "bookings*.csv", delimiter: ";", key: "{id}", account: "{account}" }
calls:
  - from: bookings
    type: track
    event: Transaction Posted
    userId: "p-{account}"
    properties:
      transactionId: "{id}"
      accountId: "{account}"
      amount: { decimal: "{amount}" }
      currency: EUR
      bookedAt: { date: "{day}", format: YYYY-MM-DD, at: "12:00" }
      narration: "{text}"
`;
const HEADER = 'id;account;amount;day;text\n';
const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => `t${n};a${n % 3};-1.50;2026-01-15;"PAID ""${n}"""\n`).join('');
const NOW = new Date('2026-03-02T11:00:00Z');

let folder: string;
let server: Server;
let url: string;
let taken: Call[] = [];
/** What the door answers before it is well again. */
let moods: { status: number; headers?: Record<string, string>; body?: object }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-import-'));
  [taken, moods] = [[], []];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      if (request.url === '/healthz') return response.end('{}');
      const mood = moods.shift();
      if (mood) return response.writeHead(mood.status, mood.headers).end(JSON.stringify(mood.body ?? {}));
      taken.push(...(JSON.parse(body) as { batch: Call[] }).batch);
      return response.end(JSON.stringify({ success: true, rejected: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const put = async (name: string, content: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};

const run = async (
  content: string | Uint8Array,
  { mapping = MAPPING, now = NOW, signal = undefined as AbortSignal | undefined } = {},
) =>
  runImport({
    mapping: await readMapping(await put('mapping.yaml', mapping)),
    paths: [await put('bookings.csv', content)],
    parameters: {},
    door: { url, writeKey: 'key', signal },
    stateDir: join(folder, 'state'),
    now,
    onProgress: () => undefined,
  });

const reasons = (summary: Awaited<ReturnType<typeof run>>) =>
  summary.rejected.map(({ line, path, reason }) => `${line} ${path} ${reason}`);

test('every line is sent once; the same file again says nothing', async () => {
  const first = await run(HEADER + lines(1_200));
  expect(first).toMatchObject({ rejected: [], kinds: [{ sent: 1_200, corrected: 0, already: 0 }] });
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(1_200);
  expect(taken.find(({ properties }) => properties['transactionId'] === 't7')).toMatchObject({
    timestamp: NOW.toISOString(),
    properties: { amount: '-1.50', bookedAt: '2026-01-15T11:00:00.000Z', narration: 'PAID "7"' },
  });
  expect(await run(HEADER + lines(1_200))).toMatchObject({ kinds: [{ sent: 0, corrected: 0, already: 1_200 }] });
  expect(taken).toHaveLength(1_200);
});

test('without its memory it says the same under the same ids', async () => {
  await run(HEADER + lines(3));
  await rm(join(folder, 'state'), { recursive: true });
  await run(HEADER + lines(3));
  const ids = taken.map(({ messageId }) => messageId);
  expect(ids.slice(3)).toEqual(ids.slice(0, 3));
});

test('a corrected row is a later word with an id of its own, also when it goes back to how it was', async () => {
  const corrected = (HEADER + lines(3)).replace('t1;a1;-1.50', 't1;a1;-9.99');
  await run(HEADER + lines(3));
  expect(await run(corrected)).toMatchObject({ kinds: [{ sent: 0, corrected: 1, already: 2 }] });
  await run(HEADER + lines(3));
  const words = taken.filter(({ properties }) => properties['transactionId'] === 't1');
  expect(words.map(({ properties }) => properties['amount'])).toEqual(['-1.50', '-9.99', '-1.50']);
  expect(new Set(words.map(({ messageId }) => messageId)).size).toBe(3);
  expect(words.map(({ timestamp }) => timestamp)).toEqual(
    [0, 1, 2].map((ms) => new Date(NOW.getTime() + ms).toISOString()),
  );
});

test('stopped in the middle it goes on where it was; busy is waited for as long as the door says', async () => {
  const stop = new AbortController();
  moods = [{ status: 503, headers: { 'retry-after': '1' } }];
  const begun = performance.now();
  const running = run(HEADER + lines(1_200), { signal: stop.signal });
  while (taken.length < 500) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(performance.now() - begun).toBeGreaterThan(990);
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: 'STOPPED' });
  await run(HEADER + lines(1_200));
  // At most the batch that was under way is sent again, under the same ids.
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(1_200);
  expect(taken.length).toBeLessThanOrEqual(1_700);
});

test('rejects stand in a file with their line and reason, and come again once they are mended', async () => {
  const rows = [
    't0;a0;-1,50;2026-01-15;COMMA',
    't1;a1;-1.50;2026-02-30;DAY',
    't2;a2;-1.50',
    't3;a0;-2;2026-01-16;GOOD',
  ];
  const bad = `${HEADER}${rows.join('\n')}\n`;
  const summary = await run(bad);
  expect(reasons(summary)).toEqual([
    '4  has 3 of 5 values: each line needs as many as the header names',
    '2 properties.amount "-1,50" is no decimal with ".": say in the mapping what it means ' +
      '(decimalSeparator: ",", or groupSeparator: ",")',
    '3 properties.bookedAt "2026-02-30" names a day that does not exist',
  ]);
  expect(
    (await readFile(summary.rejectsFile, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(summary.rejected);
  expect(taken).toHaveLength(1);
  await run(bad.replace('-1,50', '-1.50'));
  expect(taken.map(({ properties }) => properties['narration'])).toEqual(['GOOD', 'COMMA']);
});

test('what the door refuses is told with its line, also where nothing is usable, and comes again', async () => {
  const [first] = await run(HEADER + lines(1)).then(() => taken);
  moods = [
    {
      status: 400,
      body: {
        success: false,
        rejected: [{ messageId: first!.messageId, path: 'batch.0.properties.narration', remedy: 'mend it' }],
      },
    },
  ];
  await rm(join(folder, 'state'), { recursive: true });
  expect(reasons(await run(HEADER + lines(1)))).toEqual(['2 properties.narration mend it']);
  expect(await run(HEADER + lines(1))).toMatchObject({ kinds: [{ sent: 1, already: 0 }] });
});

test.each([
  ['inside a value', `${HEADER}t0;a0;-1;2026-01-15;WHOLE\nt1;a1;-1`, /middle of this line: it has 3 of 5/],
  ['in the last value', `${HEADER}t0;a0;-1;2026-01-15;WHOLE\nt1;a1;-1;2026-01-15;HAL`, /without a line break/],
  [
    'inside quotes',
    `${HEADER}t0;a0;-1;2026-01-15;WHOLE\nt1;a1;-1;2026-01-15;"HALF`,
    /quote is opened and never closed/,
  ],
])('of a file that is cut %s, the whole lines are taken and the cut one is told', async (_, content, reason) => {
  const summary = await run(content);
  expect(taken.map(({ properties }) => properties['narration'])).toEqual(['WHOLE']);
  expect(summary.rejected).toEqual([expect.objectContaining({ line: 3, reason: expect.stringMatching(reason) })]);
});

test('two rows of one key are not chosen between', async () => {
  const summary = await run(`${HEADER}t0;a0;-1;2026-01-15;ONE\nt0;a0;-2;2026-01-15;TWO\nt0;a0;-1;2026-01-15;ONE\n`);
  expect(reasons(summary)).toEqual([expect.stringContaining('3 key has the key t0 of bookings.csv line 2')]);
  expect(taken).toHaveLength(1);
});

test('a file that cannot be used at all is refused before anything is sent', async () => {
  const latin = Buffer.concat([Buffer.from(HEADER), Buffer.from('t0;a0;-1;2026-01-15;caf'), Buffer.from([0xe9, 0x0a])]);
  await expect(run(latin)).rejects.toMatchObject({
    message: expect.stringContaining('bookings.csv is not utf-8: line 2'),
  });
  await expect(run(latin, { mapping: MAPPING.replace('key:', 'encoding: windows-1252, key:') })).resolves.toMatchObject(
    { rejected: [] },
  );
  expect(taken[0]!.properties['narration']).toBe('café');
  await expect(run(HEADER.replace('amount', 'ammount') + lines(1))).rejects.toMatchObject({
    details: [
      'the column amount is not known here: did you mean ammount?; allowed are id, account, ammount, day, text',
    ],
  });
  await expect(run(HEADER, { mapping: MAPPING.replace('userId', 'userid') })).rejects.toMatchObject({
    details: [expect.stringContaining('calls.0: userid is not known here: did you mean userId?')],
  });
  await expect(run(HEADER, { mapping: `${MAPPING}zone: UTC\n` })).rejects.toMatchObject({
    details: [expect.stringContaining('Map keys must be unique')],
  });
  expect(taken).toHaveLength(1);
});

test('an account’s dates are shifted by what its first import fixed; later rows wait for their day', async () => {
  const mapping = `${MAPPING}shiftDates: { lastTransaction: today }\n`;
  const content = `${HEADER}t0;a0;-1;1993-01-31;OLD\nt1;a0;-1;1993-02-28;LAST\nt2;a1;-1;1996-12-31;LAST\n`;
  const daysOf = () =>
    taken.map(({ properties: { transactionId, bookedAt } }) => `${transactionId} ${bookedAt!.slice(0, 10)}`);
  await run(content, { mapping });
  expect(daysOf()).toEqual(['t0 2026-02-02', 't1 2026-03-02', 't2 2026-03-02']);
  const more = `${content}t3;a0;-1;1993-03-02;NEXT\n`;
  expect(await run(more, { mapping })).toMatchObject({ rejected: [], kinds: [{ sent: 0, already: 3, ahead: 1 }] });
  await run(more, { mapping, now: new Date('2026-03-10T11:00:00Z') });
  expect(daysOf().slice(3)).toEqual(['t3 2026-03-04']);
});

test('transactions in the form of Plaid come by the same language', async () => {
  const examples = fileURLToPath(new URL('examples', import.meta.url));
  const summary = await runImport({
    mapping: await readMapping(join(examples, 'plaid.yaml')),
    paths: [join(examples, 'plaid-example.json')],
    parameters: { userId: 'u-17' },
    door: { url, writeKey: 'key' },
    stateDir: join(folder, 'state'),
    now: NOW,
    onProgress: () => undefined,
  });
  expect(summary.rejected).toEqual([]);
  expect(
    taken.map(({ properties: p }) => p['accountType'] ?? `${p['transactionId']} ${p['amount']} ${p['bookedAt']}`),
  ).toEqual([
    'CURRENT',
    'SAVINGS',
    'plaid-tx-1 -23.9 2026-02-27T18:04:11.000Z',
    'plaid-tx-2 1850 2026-02-28T12:00:00.000Z',
    'plaid-tx-0 -11.5 2026-02-20T12:00:00.000Z',
  ]);
});

test('a house that is not there is told at once', async () => {
  url = 'http://127.0.0.1:9';
  await expect(run(HEADER + lines(1))).rejects.toMatchObject({ message: expect.stringContaining('nobody answers') });
});

test('progress is a bar in a terminal and a line now and then elsewhere', () => {
  const written: string[] = [];
  let ms = 0;
  const show = progressBar({ isTTY: false, write: (text) => written.push(text) }, () => ms);
  for (const sent of [0, 50, 100]) {
    show(sent, 100);
    ms += 1_000;
  }
  expect(written.map((text) => text.trim().replace(/^\S+ +/, ''))).toEqual([
    '0 %  0 of 100 calls  0/s',
    '100 %  100 of 100 calls  50/s',
  ]);
});
