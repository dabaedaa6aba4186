import type { RunningPostgres } from '@rapport/local';

const KEY = Symbol.for('rapport.testkit.postgres');

// Setup and teardown are loaded apart by Jest; the global object of its main process is all they surely share.
const shared: typeof globalThis & { [KEY]?: RunningPostgres } = globalThis;

/** Keeps the run's PostgreSQL for the teardown. */
export function keepPostgres(postgres: RunningPostgres): void {
  shared[KEY] = postgres;
}

/** The run's PostgreSQL, once; null when the setup did not get that far. */
export function takePostgres(): RunningPostgres | null {
  const postgres = shared[KEY] ?? null;
  delete shared[KEY];
  return postgres;
}
