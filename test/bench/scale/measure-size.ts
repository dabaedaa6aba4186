import { setTimeout as sleep } from 'node:timers/promises';
import { customerSensed, STATEMENT_HEADER } from '@rapport/contracts';
import {
  connectNats,
  createLog,
  idOfCopy,
  seededRandom,
  signStatement,
  type TestHouse,
  viewerOf,
  wordOfCopy,
} from '@rapport/testkit';
import type pg from 'pg';
import { load } from '../load.ts';
import { countWork, type Work } from './count-work.ts';
import { diskReadsKb } from './disk-reads.ts';
import { bookingOf } from './fill.ts';
import type { ScaleHouse } from './open-scale-house.ts';
import { readIntoMemory } from './read-into-memory.ts';
import { readServiceTimes, timeMsOf } from './service-times.ts';

/** Median and 99th percentile, ms. */
type Times = { readonly p50Ms: number; readonly p99Ms: number };

/** How long a question takes in the service by its own measure, and as its caller sees it. */
type ReadTimes = {
  readonly service: Times;
  readonly caller: Times;
  /** Read from the disk for one question, kB: what neither PostgreSQL nor the kernel had in memory. */
  readonly diskKb: number | null;
};

/** Time to answer by what is asked for; `nothing` reads no row. */
type Reads = Readonly<Record<keyof typeof FIELDS, ReadTimes>>;

/** What one size came to. */
export type Size = {
  readonly customers: number;
  readonly work: Work;
  /** Transactions per second from the request to updated features. */
  readonly perSecond: number;
  readonly delaysMs: readonly number[];
  /** With what they read in memory. */
  readonly reads: Reads;
  /** Before that, as the fill left the memory. */
  readonly firstReads: Reads;
  /** How large the tables of these questions are, with their keys, GB. */
  readonly readGb: number;
};

const BATCH = 200;
/** How many customers the load is about, at every size: spread over all there are. */
const ACTIVE = 1_000;
const COUNTED_BATCHES = 5;
const RATE_ROUNDS = 10;
const CONNECTIONS = 4;
const DELAYS = 150;
const DELAY_EVERY_MS = 60;
const READS = 1_000;
/** Until the service runs at its own speed, not at that of a process that has just begun. */
const WARM_UP = 500;
const SETTLED_MS_MAX = 300_000;
const LOOK_EVERY_MS = 50;

const FIELDS = {
  nothing: 'id',
  transactions: 'transactions(first: 20) { edges { node { id bookedAt narration amount { amount currency } } } }',
  features: 'features { name value unit windowDays }',
  signals: 'signals { kind level since sentence score confidence }',
} as const;

/** As many numbers as the load is about, evenly among those that were filled last, in an order that jumps about. */
const activeOf = (from: number, to: number): number[] => {
  const step = (to - from) / ACTIVE;
  const numbers = Array.from({ length: ACTIVE }, (_, index) => from + Math.floor(index * step));
  // 387 shares no factor with 1,000: every number comes once.
  return numbers.map((_, index) => numbers[(index * 387) % ACTIVE]!);
};

const take = async (house: TestHouse, calls: readonly object[]): Promise<void> => {
  const { status } = await house.send(calls);
  if (status !== 200) throw new Error(`facts were answered with ${status}`);
};

/** Waits until each of some transactions is stored; features are written in the same transaction. */
const untilStored = async (admin: pg.Client, words: readonly string[], part: string): Promise<void> => {
  const deadline = performance.now() + SETTLED_MS_MAX;
  for (;;) {
    const { rows } = await admin.query<{ stored: number }>(
      `SELECT count(*)::integer AS stored FROM transaction_key
       WHERE account_id = ANY($1) AND transaction_id = ANY($2) AND kind = 'POSTED'`,
      [words.map((word) => `scale-account-${word}`), words.map((word) => `scale-${word}-${part}`)],
    );
    if (rows[0]!.stored === words.length) return;
    if (performance.now() > deadline) throw new Error(`only ${rows[0]!.stored} of ${words.length} facts arrived`);
    await sleep(LOOK_EVERY_MS);
  }
};

const batchesOf = (words: readonly string[], part: string, now: Date, daysAgo: number): object[][] => {
  const batches: object[][] = [];
  for (let begin = 0; begin < words.length; begin += BATCH) {
    batches.push(words.slice(begin, begin + BATCH).map((word) => bookingOf(word, part, now, daysAgo, '-12.50')));
  }
  return batches;
};

const countEvents = ({ house, admin }: ScaleHouse, words: readonly string[]): Promise<Work> =>
  countWork(admin, async () => {
    const batches = batchesOf(words, 'counted', house.rapport.now(), 1.5).slice(0, COUNTED_BATCHES);
    // One after the other, so that each is one transaction.
    for (const [index, batch] of batches.entries()) {
      await take(house, batch);
      // One of it stands for all, and costs no more than a row to look at.
      await untilStored(admin, [words[index * BATCH]!], 'counted');
    }
  });

const measureRate = async ({ house, admin }: ScaleHouse, words: readonly string[]): Promise<number> => {
  const now = house.rapport.now();
  const rounds = Array.from({ length: RATE_ROUNDS }, (_, round) => round);
  const batches = rounds.flatMap((round) => batchesOf(words, `rate${round}`, now, round + 0.4));
  const count = batches.length * BATCH;
  const begun = performance.now();
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await take(house, batch);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const sentinels = words.filter((_, index) => index % BATCH === 0);
  for (const round of rounds) await untilStored(admin, sentinels, `rate${round}`);
  return (count * 1_000) / (performance.now() - begun);
};

/** From before the request to the signals that were published for it, at a rate at which nothing queues. */
const measureDelays = async ({ house }: ScaleHouse, numbers: readonly number[]): Promise<number[]> => {
  const { natsUrls } = house.rapport.places;
  const url = new URL(natsUrls.behavior);
  url.username = 'admin';
  url.password = house.rapport.secrets.natsPasswords.admin;
  const nats = await connectNats(url.href, 'admin', createLog('bench', 'silent'));
  const sent = new Map<string, number>();
  const delaysMs: number[] = [];
  const subscription = nats.subscribe(`${customerSensed.subject}.>`, {
    callback: (error, message) => {
      const begun = sent.get(message.subject.split('.').at(-1)!);
      if (error !== null || begun === undefined) return;
      delaysMs.push(performance.now() - begun);
      sent.delete(message.subject.split('.').at(-1)!);
    },
  });
  await nats.flush();
  for (const number of numbers.slice(0, DELAYS)) {
    sent.set(idOfCopy(number), performance.now());
    await take(house, [bookingOf(wordOfCopy(number), 'delay', house.rapport.now(), 0.01, '-7.25')]);
    await sleep(DELAY_EVERY_MS);
  }
  const deadline = performance.now() + SETTLED_MS_MAX;
  while (delaysMs.length < DELAYS) {
    if (performance.now() > deadline) throw new Error(`only ${delaysMs.length} of ${DELAYS} signals were published`);
    await sleep(LOOK_EVERY_MS);
  }
  subscription.unsubscribe();
  await nats.close();
  return delaysMs.sort((a, b) => a - b);
};

/** Asks the service itself, as the gateway would, about customers anywhere among all there are, one at a time. */
const measureReads = async ({ rapport }: TestHouse, customers: number, seed: number): Promise<Reads> => {
  const key = new Uint8Array(Buffer.from(rapport.secrets.statementKeys.behavior.split(',')[0]!, 'base64url'));
  const url = `http://127.0.0.1:${rapport.places.ports.behavior}`;
  const { integer } = seededRandom(seed);
  const requestOf = (selection: string) => () => {
    const representation = { __typename: 'Customer', id: idOfCopy(integer(0, customers - 1)) };
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${selection} } } }`;
    return {
      headers: {
        'content-type': 'application/json',
        [STATEMENT_HEADER]: signStatement(key, {
          viewer: viewerOf('AGENT'),
          audience: 'behavior',
          now: rapport.now(),
        }),
      },
      body: JSON.stringify({ query, variables: { of: [representation] } }),
    };
  };
  const measure = async (name: keyof typeof FIELDS): Promise<ReadTimes> => {
    await load(url, requestOf(FIELDS[name]), { requests: WARM_UP, connections: 1 });
    const [before, diskBefore] = [await readServiceTimes(url), await diskReadsKb()];
    const caller = await load(url, requestOf(FIELDS[name]), { requests: READS, connections: 1 });
    const [after, diskAfter] = [await readServiceTimes(url), await diskReadsKb()];
    if (caller.failures > 0) throw new Error(`${caller.failures} of ${READS} questions for ${name} failed`);
    const service = { p50Ms: timeMsOf(before, after, 0.5), p99Ms: timeMsOf(before, after, 0.99) };
    const diskKb = diskBefore === null || diskAfter === null ? null : (diskAfter - diskBefore) / READS;
    return { service, caller, diskKb };
  };
  return {
    nothing: await measure('nothing'),
    transactions: await measure('transactions'),
    features: await measure('features'),
    signals: await measure('signals'),
  };
};

/** Measures a house that holds so many customers; the load is about those that were filled last. */
export const measureSize = async (scale: ScaleHouse, from: number, customers: number): Promise<Size> => {
  const numbers = activeOf(from, customers);
  const words = numbers.map(wordOfCopy);
  const firstReads = await measureReads(scale.house, customers, customers);
  const readGb = await readIntoMemory(scale.admin);
  const reads = await measureReads(scale.house, customers, customers + 1);
  const delaysMs = await measureDelays(scale, numbers);
  const work = await countEvents(scale, words);
  const perSecond = await measureRate(scale, words);
  return { customers, work, perSecond, delaysMs, reads, firstReads, readGb };
};
