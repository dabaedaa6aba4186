import { setTimeout as sleep } from 'node:timers/promises';
import type { TestHouse } from '@rapport/testkit';
import pg from 'pg';
import type { Figure } from './report.ts';

const PEOPLE = 120;
/** How often somebody's money runs out: a rate at which nothing queues. */
const EVERY_MS = 150;
/** Within which the accounts of everybody are known everywhere before it begins, ms. */
const KNOWN_MS = 3_000;
const SENT_MS_MAX = 60_000;
const LOOK_EVERY_MS = 250;
const DAY_MS = 86_400_000;

const nameOf = (number: number): string => `bench-delay-${number}`;

const callOf = (number: number, part: string, body: object): object => ({
  userId: nameOf(number),
  messageId: `${nameOf(number)}-${part}`,
  type: 'track',
  ...body,
});

/** Somebody with a telephone, an account and enough money. */
const calmCalls = (number: number, now: Date): object[] => {
  const timestamp = now.toISOString();
  const accountId = `account-${nameOf(number)}`;
  const phone = `+4916${String(200_000_000 + number)}`;
  return [
    callOf(number, 'who', {
      timestamp,
      type: 'identify',
      traits: { name: `Bench ${number}`, phone, locale: 'de-DE', timezone: 'Europe/Berlin' },
    }),
    callOf(number, 'account', {
      timestamp,
      event: 'Account Opened',
      properties: { accountId, accountType: 'CURRENT', currency: 'EUR' },
    }),
  ];
};

/** A week below zero and a rent that comes back: help is due. */
const troubledCalls = (number: number, now: Date): object[] => {
  const base = { accountId: `account-${nameOf(number)}`, currency: 'EUR' };
  const spent = Array.from({ length: 7 }, (_, index) => {
    const bookedAt = new Date(now.getTime() - (7 - index) * DAY_MS + 60_000).toISOString();
    const transactionId = `${nameOf(number)}-t${index}`;
    const balanceAfter = `-${100 + index * 50}.00`;
    const properties = { ...base, transactionId, bookedAt, amount: '-50.00', narration: 'SUPERMARKT', balanceAfter };
    return callOf(number, `t${index}`, { timestamp: now.toISOString(), event: 'Transaction Posted', properties });
  });
  const returned = {
    ...base,
    transactionId: `${nameOf(number)}-rent`,
    amount: '-640.00',
    returnedAt: now.toISOString(),
    reason: 'INSUFFICIENT_FUNDS',
    narration: 'MIETE',
  };
  const timestamp = now.toISOString();
  return [...spent, callOf(number, 'rent', { timestamp, event: 'Payment Returned', properties: returned })];
};

const take = async (house: TestHouse, calls: readonly object[]): Promise<void> => {
  const { status } = await house.send(calls);
  if (status !== 200) throw new Error(`facts were answered with ${status}`);
};

/** Waits until everybody has their first message, and says when the handset had each, by user id. */
const firstMessages = async (house: TestHouse): Promise<Map<string, Date>> => {
  const { profile, messaging } = house.rapport.places.databaseUrls;
  const clients = [profile, messaging].map((connectionString) => new pg.Client({ connectionString }));
  const [people, messages] = clients as [pg.Client, pg.Client];
  for (const client of clients) await client.connect();
  try {
    const { rows: known } = await people.query<{ userId: string; id: string }>(
      `SELECT value AS "userId", customer_id AS id FROM identifier
       WHERE type = 'USER_ID' AND value LIKE 'bench-delay-%'`,
    );
    const deadline = performance.now() + SENT_MS_MAX;
    for (;;) {
      const { rows: taken } = await messages.query<{ id: string; at: Date }>(
        `SELECT m.customer_id AS id, min(s.taken_at) AS at FROM sandbox_message s JOIN message m ON m.id = s.message_id
         WHERE m.customer_id = ANY($1) AND m.status = 'SENT' GROUP BY 1`,
        [known.map(({ id }) => id)],
      );
      const at = new Map(taken.map((row) => [row.id, row.at]));
      if (at.size === PEOPLE) return new Map(known.map(({ userId, id }) => [userId, at.get(id)!]));
      if (performance.now() > deadline) throw new Error(`only ${at.size} of ${PEOPLE} people got their message`);
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    for (const client of clients) await client.end();
  }
};

/** How long it takes from the 200 for the facts to the message in the handset, at a rate at which nothing queues. */
export const benchDelay = async (house: TestHouse): Promise<Figure[]> => {
  const numbers = Array.from({ length: PEOPLE }, (_, index) => index);
  await take(
    house,
    numbers.flatMap((number) => calmCalls(number, house.rapport.now())),
  );
  await sleep(KNOWN_MS);
  const accepted = new Map<string, Date>();
  const begun = performance.now();
  for (const number of numbers) {
    await sleep(Math.max(begun + number * EVERY_MS - performance.now(), 0));
    await take(house, troubledCalls(number, house.rapport.now()));
    accepted.set(nameOf(number), house.rapport.now());
  }
  const sent = await firstMessages(house);
  const delaysMs = [...accepted]
    .map(([userId, at]) => sent.get(userId)!.getTime() - at.getTime())
    .sort((a, b) => a - b);
  const at = (share: number): number => delaysMs[Math.min(Math.floor(PEOPLE * share), PEOPLE - 1)]!;
  const area = 'delay';
  return [
    { area, what: 'fact accepted → message sent, median', value: at(0.5), unit: 'ms' },
    { area, what: 'fact accepted → message sent, 99th percentile', value: at(0.99), unit: 'ms' },
  ];
};
