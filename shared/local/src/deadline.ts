import { setTimeout as delay } from 'node:timers/promises';

/** Settles with `work`, or with `undefined` once `withinMs` have passed; the timer never keeps the process alive. */
export async function settleWithin<T>(work: Promise<T>, withinMs: number): Promise<T | undefined> {
  const timer = new AbortController();
  const late = delay(withinMs, undefined, { signal: timer.signal, ref: true }).catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

/**
 * Asks `check` every `everyMs` until it says true; answers false when `withinMs` have passed or `signal` aborts.
 * What `check` throws ends the wait and is passed on.
 */
export async function pollUntil(
  check: () => Promise<boolean>,
  options: { readonly withinMs: number; readonly everyMs: number; readonly signal?: AbortSignal },
): Promise<boolean> {
  const deadline = performance.now() + options.withinMs;
  while (!options.signal?.aborted) {
    if (await check()) return true;
    if (performance.now() >= deadline) return false;
    await pause(options.everyMs, options.signal);
  }
  return false;
}

/** Waits `durationMs`, or until `signal` aborts, whichever comes first; never throws. */
export async function pause(durationMs: number, signal?: AbortSignal): Promise<void> {
  await delay(durationMs, undefined, signal ? { signal } : {}).catch(() => undefined);
}
