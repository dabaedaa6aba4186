import { createLog } from '../log.ts';
import { connectNats } from '../nats.ts';
import { provision } from '../provision.ts';
import { runProcess } from '../run-process.ts';
import type { Environment } from '../settings.ts';
import { readConfig } from './config.ts';

/**
 * Makes every stream and durable, or brings them up to date, and ends.
 * @throws when NATS does not answer or refuses: whoever runs it tries again
 */
export const start = async (environment?: Environment): Promise<void> => {
  const config = readConfig(environment);
  const log = createLog('provision', config.LOG_LEVEL);
  const nats = await connectNats(config.NATS_URL, 'provision', log);
  try {
    await provision(nats, { replicas: config.STREAM_REPLICAS, bytesMax: config.STREAM_BYTES_MAX });
    log.info({ replicas: config.STREAM_REPLICAS }, 'streams and durables are as declared');
  } finally {
    await nats.close();
  }
};

if (import.meta.main) {
  await runProcess(async () => {
    await start();
    return { stop: async () => {} };
  });
}
