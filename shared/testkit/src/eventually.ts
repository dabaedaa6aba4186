import { pause } from '@rapport/local';

/** How long and how often to look. */
export interface EventuallyOptions {
  /** Default 15,000. */
  readonly timeoutMs?: number;
  /** Default 25. */
  readonly everyMs?: number;
}

/**
 * Repeats `look` until it stops throwing, and answers what it answered. After `timeoutMs` it throws an error with the
 * last failure as its cause and in its message; a `look` that hangs does not outlast that either.
 */
export async function eventually<T>(look: () => T | Promise<T>, options: EventuallyOptions = {}): Promise<T> {
  const { timeoutMs = 15_000, everyMs = 25 } = options;
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown = new Error('the first look did not end');
  do {
    const over = new AbortController();
    try {
      const late = pause(deadline - performance.now(), over.signal).then(() => LATE);
      const seen = await Promise.race([Promise.resolve().then(look), late]);
      if (seen !== LATE) return seen as T;
    } catch (error) {
      lastError = error;
    } finally {
      over.abort();
    }
    await pause(Math.min(everyMs, Math.max(0, deadline - performance.now())));
  } while (performance.now() < deadline);
  const reason = lastError instanceof Error ? lastError.message : String(lastError);
  throw new Error(`not within ${timeoutMs} ms: ${reason}`, { cause: lastError });
}

const LATE = Symbol('late');
