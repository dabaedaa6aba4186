import { takePostgres } from './run-state.ts';

/** Stops the PostgreSQL of the Jest run and removes its data. */
export default async function globalTeardown(): Promise<void> {
  await takePostgres()?.stop();
}
