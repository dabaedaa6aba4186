import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '@rapport/contracts';
import { elapsedMs } from './clock.ts';
import { type Database, sql } from './database.ts';

/** More than this many events waiting, and everyday ones would stand in line behind ours. */
const WAITING_MAX = 2_000;
const LOOK_MS = 100;
const STALLED_MS_MAX = 60_000;

/** How many events wait in the outbox, counted up to a bound. */
const waitingIn = async (database: Database): Promise<number> => {
  const [row] = await sql<{ waiting: number }>(
    database,
    `SELECT count(*)::integer AS waiting
     FROM (SELECT FROM outbox WHERE sent_at IS NULL LIMIT ${WAITING_MAX * 10}) AS unsent`,
  );
  return row?.waiting ?? 0;
};

/**
 * Waits until the relay has made room in the outbox.
 * @throws RapportError UNAVAILABLE when nothing has left it for a minute: nobody relays
 */
export const awaitRoom = async (database: Database, waitingMax = WAITING_MAX): Promise<void> => {
  let least = Number.MAX_SAFE_INTEGER;
  let movedAt = elapsedMs();
  for (;;) {
    const waiting = await waitingIn(database);
    if (waiting < waitingMax) return;
    if (waiting < least) movedAt = elapsedMs();
    least = Math.min(least, waiting);
    if (elapsedMs() - movedAt > STALLED_MS_MAX) {
      throw unavailable(`${waiting} events wait in the outbox and none leaves: start the service, then go on`);
    }
    await pause(LOOK_MS);
  }
};
