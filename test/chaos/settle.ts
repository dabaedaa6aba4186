import { setTimeout as sleep } from 'node:timers/promises';
import { DOMAINS } from '@rapport/contracts';
import type { TestHouse } from '@rapport/testkit';
import type { Databases } from './databases.ts';
import type { Streams } from './streams.ts';

/**
 * How long after the last fault everything should have arrived, ms. It is told and no verdict: that is whether all of
 * it comes to rest at all, for how fast is the machine's.
 */
export const SETTLED_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;
/** How often we say what is still on its way, ms. */
const SAY_EVERY_MS = 2_000;

/**
 * What is held for a day has come to rest for us, and is looked at as such; so has what a mail server put off, which is
 * left in peace for minutes, and an unknown end that nobody can be asked about.
 */
const MESSAGES_UNDER_WAY = `SELECT count(*)::integer AS count FROM message
  WHERE direction = 'OUT' AND (status IN ('QUEUED', 'SENDING') OR status = 'UNKNOWN' AND due_at IS NOT NULL
    OR status = 'HELD' AND due_at < $1 AND NOT coalesce(reasons[1], '') LIKE 'SMTP%')`;
const HELD_FOR_LONG_MS = 300_000;

/** What is still on its way, in words; empty when the house is at rest. */
const underWay = async (house: TestHouse, databases: Databases, streams: Streams): Promise<string[]> => {
  const left: string[] = [];
  for (const { name, phase } of house.rapport.supervisor.status()) if (phase !== 'ready') left.push(`${name} ${phase}`);
  for (const { stream, durable, waiting, unacknowledged } of await streams.backlogs()) {
    left.push(`${durable} of ${stream}: ${waiting} waiting, ${unacknowledged} unacknowledged`);
  }
  for (const service of DOMAINS) {
    const unsent = 'SELECT count(*)::integer AS count FROM outbox WHERE sent_at IS NULL';
    const [row] = await databases.rows<{ count: number }>(service, unsent);
    if (row!.count > 0) left.push(`outbox of ${service}: ${row!.count} unsent`);
  }
  const [row] = await databases.rows<{ count: number }>('messaging', MESSAGES_UNDER_WAY, [
    new Date(house.rapport.now().getTime() + HELD_FOR_LONG_MS),
  ]);
  if (row!.count > 0) left.push(`${row!.count} messages to be sent`);
  return left;
};

/** What is to come to rest, and since when nothing disturbs it (`performance.now()`). */
type Disturbed = {
  readonly house: TestHouse;
  readonly databases: Databases;
  readonly streams: Streams;
  readonly calmSince: number;
  readonly patienceMs: number;
  readonly log: (line: string) => void;
};

/** When the house came to rest, ms after the last fault and the last new call, and what was under way last. */
export type Settled = {
  readonly afterMs: number;
  readonly isAtRest: boolean;
  readonly lastUnderWay: readonly string[];
};

/** Waits until the house is at rest. */
export const settle = async ({
  house,
  databases,
  streams,
  calmSince,
  patienceMs,
  log,
}: Disturbed): Promise<Settled> => {
  let lastUnderWay: readonly string[] = [];
  let saidMs = -SAY_EVERY_MS;
  for (;;) {
    const left = await underWay(house, databases, streams).catch((error: unknown) => [String(error)]);
    const afterMs = Math.round(performance.now() - calmSince);
    if (left.length === 0) return { afterMs, isAtRest: true, lastUnderWay };
    lastUnderWay = left;
    if (afterMs - saidMs >= SAY_EVERY_MS) {
      log(`still under way: ${left.join('; ')}`);
      saidMs = afterMs;
    }
    if (afterMs > patienceMs) return { afterMs, isAtRest: false, lastUnderWay };
    await sleep(LOOK_EVERY_MS);
  }
};
