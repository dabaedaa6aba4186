import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** W3C Trace Context: one `traceparent` follows a request through every process and into its events. */
export const trace = {
  /** The trace of the work under way, if any. */
  current: (): string | undefined => storage.getStore(),
  /** Runs work under a trace; an absent or malformed one begins a new one. */
  run: <T>(traceparent: string | undefined, work: () => T): T =>
    storage.run(traceparent && TRACEPARENT.test(traceparent) ? traceparent : trace.begin(), work),
  /** A new trace. */
  begin: (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
  /** The trace's id, as a person quotes it. */
  idOf: (traceparent: string | undefined): string => traceparent?.split('-')[1] ?? 'none',
};
