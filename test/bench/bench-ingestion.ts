import { connectNats, createLog, type TestHouse } from '@rapport/testkit';
import pg from 'pg';
import type { Figure } from './report.ts';

const CUSTOMERS = 100;
const BATCH = 200;
const BATCHES = 100;
const CONNECTIONS = 4;
const RAW_MESSAGES = 400;
const RAW_ROUNDS = 3;
const SETTLED_MS_MAX = 180_000;

const callsOf = (batch: number, now: Date): object[] =>
  Array.from({ length: BATCH }, (_, index) => {
    const number = batch * BATCH + index;
    const user = `bench-${number % CUSTOMERS}`;
    const at = new Date(now.getTime() - (number % 2_000) * 60_000).toISOString();
    return {
      type: 'track',
      userId: user,
      messageId: `bench-${number}`,
      timestamp: at,
      event: 'Transaction Posted',
      properties: {
        transactionId: `bench-${number}`,
        accountId: `account-${user}`,
        amount: `-${(number % 90) + 1}.25`,
        currency: 'EUR',
        bookedAt: at,
        narration: 'BENCH',
      },
    };
  });

const openAccounts = (now: Date): object[] =>
  Array.from({ length: CUSTOMERS }, (_, index) => ({
    type: 'track',
    userId: `bench-${index}`,
    messageId: `bench-account-${index}`,
    timestamp: now.toISOString(),
    event: 'Account Opened',
    properties: { accountId: `account-bench-${index}`, accountType: 'CURRENT', currency: 'EUR' },
  }));

/** Waits until behavior holds so many of the bench's transactions; features are written in the same transaction. */
const untilStored = async (database: pg.Client, count: number): Promise<void> => {
  const deadline = performance.now() + SETTLED_MS_MAX;
  for (;;) {
    const { rows } = await database.query<{ stored: number }>(
      `SELECT count(*)::integer AS stored FROM transaction_key WHERE transaction_id LIKE 'bench-%'`,
    );
    if (rows[0]!.stored >= count) return;
    if (performance.now() > deadline) throw new Error(`only ${rows[0]!.stored} of ${count} transactions arrived`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/**
 * What JetStream alone takes of the same client: the same facts, as many in a message, as often in flight. On a house
 * at rest, warmed up, the median of several rounds: behind a load it would be the load that is measured.
 */
const rawPublishRate = async (house: TestHouse, now: Date): Promise<number> => {
  const url = new URL(house.rapport.places.natsUrls.behavior);
  const nats = await connectNats(url.href, 'behavior', createLog('bench', 'silent'));
  const messages = Array.from({ length: BATCHES }, (_, batch) => JSON.stringify(callsOf(batch, now)));
  const round = async (): Promise<number> => {
    let sent = 0;
    const begun = performance.now();
    const worker = async () => {
      while (sent < RAW_MESSAGES) {
        sent += 1;
        const message = messages[sent % BATCHES]!;
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
export const benchIngestion = async (house: TestHouse, sync: SyncMode): Promise<Figure[]> => {
  const now = house.rapport.now();
  const database = new pg.Client({ connectionString: house.rapport.places.databaseUrls.behavior });
  await database.connect();
  try {
    const opened = await house.send(openAccounts(now));
    if (opened.status !== 200) throw new Error('the accounts were not taken');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const raw = { what: 'raw JetStream publish of the same facts', value: await rawPublishRate(house, now) };
    const batches = Array.from({ length: BATCHES }, (_, batch) => callsOf(batch, now));
    const begun = performance.now();
    const worker = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        const { status } = await house.send(batch);
        if (status !== 200) throw new Error(`a batch was answered with ${status}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    const acceptedSeconds = (performance.now() - begun) / 1_000;
    await untilStored(database, BATCHES * BATCH);
    const storedSeconds = (performance.now() - begun) / 1_000;
    const count = BATCHES * BATCH;
    const area = `ingestion, sync ${sync}`;
    return [
      { area, what: 'transactions to the 200', value: count / acceptedSeconds, unit: '/s', beside: raw },
      {
        area,
        what: 'transactions to updated features',
        value: count / storedSeconds,
        unit: '/s',
        beside: raw,
        reach: '5000 /s',
      },
    ];
  } finally {
    await database.end();
  }
};
