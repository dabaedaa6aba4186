import { pause } from './alarm.ts';
import { elapsedMs } from './clock.ts';
import type { Log } from './log.ts';
import { isOutage } from './outage.ts';

const AGAIN_MS = 500;

/** How long a process that starts waits for its database and for NATS, ms: they may be starting as well. */
export const WAIT_MS_MAX = 30_000;

/**
 * Opens a connection, again and again while the other side is away. Anything but an outage ends it at once: a wrong
 * password stays wrong.
 * @throws what the last attempt threw
 */
export const waitFor = async <T>(
  what: string,
  open: () => Promise<T>,
  log: Log,
  withinMs = WAIT_MS_MAX,
): Promise<T> => {
  const begun = elapsedMs();
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!isOutage(error) || elapsedMs() - begun + AGAIN_MS >= withinMs) throw error;
      log.warn({ err: error }, `${what} is away; the start waits for it`);
      await pause(AGAIN_MS);
    }
  }
};
