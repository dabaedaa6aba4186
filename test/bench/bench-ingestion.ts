import { connectNats, createLog, type TestHouse } from '@rapport/testkit';
import pg from 'pg';
import type { Load } from './loads.ts';
import type { Figure } from './report.ts';

const BATCH = 200;
const CONNECTIONS = 4;
const RAW_MESSAGES = 400;
const RAW_ROUNDS = 3;
const SETTLED_MS_MAX = 180_000;

/** Calls as requests carry them. */
const batchesOf = (calls: readonly object[]): object[][] =>
  Array.from({ length: Math.ceil(calls.length / BATCH) }, (_, index) =>
    calls.slice(index * BATCH, (index + 1) * BATCH),
  );

const storedIn = async (database: pg.Client): Promise<number> => {
  const { rows } = await database.query<{ stored: number }>(
    `SELECT count(*)::integer AS stored FROM transaction_key WHERE kind = 'POSTED'`,
  );
  return rows[0]!.stored;
};

/** Waits until behavior holds so many transactions; features are written in the same transaction. */
const untilStored = async (database: pg.Client, count: number): Promise<void> => {
  const deadline = performance.now() + SETTLED_MS_MAX;
  for (;;) {
    const stored = await storedIn(database);
    if (stored >= count) return;
    if (performance.now() > deadline) throw new Error(`only ${stored} of ${count} transactions arrived`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/**
 * What JetStream alone takes of the same client: the same facts, as many in a message, as often in flight. On a house
 * at rest, warmed up, the median of several rounds: behind a load it would be the load that is measured.
 */
const rawPublishRate = async (house: TestHouse, batches: readonly object[][]): Promise<number> => {
  const url = new URL(house.rapport.places.natsUrls.behavior);
  const nats = await connectNats(url.href, 'behavior', createLog('bench', 'silent'));
  const messages = batches.map((batch) => JSON.stringify(batch));
  const round = async (): Promise<number> => {
    let sent = 0;
    const begun = performance.now();
    const worker = async () => {
      while (sent < RAW_MESSAGES) {
        sent += 1;
        const message = messages[sent % messages.length]!;
        await nats.jetstream().publish('rapport.behavior.bench.published.bench', message, { timeout: 10_000 });
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    return (RAW_MESSAGES * BATCH * 1_000) / (performance.now() - begun);
  };
  await round();
  const rates: number[] = [];
  for (let index = 0; index < RAW_ROUNDS; index += 1) rates.push(await round());
  await nats.close();
  return rates.sort((one, other) => one - other)[Math.floor(RAW_ROUNDS / 2)]!;
};

/** When JetStream acknowledges: `local` before it synced to disk, as on a laptop; `always` after, as in production. */
export type SyncMode = 'local' | 'always';

/**
 * Transactions per second from the request to updated features, beside what JetStream alone takes in the same mode.
 * @param sync how the house's nats-server was started
 */
export const benchIngestion = async (house: TestHouse, sync: SyncMode, load: Load): Promise<Figure[]> => {
  const database = new pg.Client({ connectionString: house.rapport.places.databaseUrls.behavior });
  await database.connect();
  try {
    for (const people of batchesOf(load.people)) {
      if ((await house.send(people)).status !== 200) throw new Error('the people were not taken');
    }
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const batches = batchesOf(load.facts);
    const raw = { what: 'raw JetStream publish of the same facts', value: await rawPublishRate(house, batches) };
    const before = await storedIn(database);
    const begun = performance.now();
    const worker = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        const { status } = await house.send(batch);
        if (status !== 200) throw new Error(`a batch was answered with ${status}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    const acceptedSeconds = (performance.now() - begun) / 1_000;
    await untilStored(database, before + load.transactions);
    const storedSeconds = (performance.now() - begun) / 1_000;
    const area = `ingestion, ${load.name}, sync ${sync}`;
    const rate = (seconds: number): number => load.transactions / seconds;
    return [
      { area, what: 'transactions to the 200', value: rate(acceptedSeconds), unit: '/s', beside: raw },
      {
        area,
        what: 'transactions to updated features',
        value: rate(storedSeconds),
        unit: '/s',
        beside: raw,
        reach: '5000 /s',
      },
    ];
  } finally {
    await database.end();
  }
};
