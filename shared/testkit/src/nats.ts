import { type NatsUser, startNats } from '@rapport/local';
import { readTestServers } from './jest/config.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** A nats-server of one test file. */
export interface TestNats {
  readonly url: string;
  /** SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again after `kill()`, at the same address with the same streams. */
  start(): Promise<void>;
  /** Stops it and removes its streams. */
  stop(): Promise<void>;
}

/**
 * Starts a nats-server with JetStream for a test file, on any free port and a temporary folder, sync relaxed; anybody
 * may connect unless `users` are given. It ends with the worker, however that ends.
 */
export async function testNats(options: { readonly users?: readonly NatsUser[] } = {}): Promise<TestNats> {
  const nats = await startNats({
    binary: readTestServers().natsServer,
    storeDir: await makeTemporaryFolder('nats'),
    users: options.users ?? [],
    syncAlways: false,
    ephemeral: true,
    log: () => undefined,
  });
  return {
    url: nats.url,
    kill: () => nats.keeper.kill(),
    start: () => nats.keeper.start(),
    stop: () => nats.stop(),
  };
}
