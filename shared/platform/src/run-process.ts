import { SettingsError } from './settings.ts';

/** How long a process may take to stop, ms; Kubernetes' grace period must be longer. */
const STOP_MS_MAX = 20_000;

/**
 * Runs a process until it is told to stop: wrong settings end it with one clear message, SIGTERM and SIGINT stop it
 * in order, and a second signal or a stop that takes too long ends it at once.
 */
export const runProcess = async (start: () => Promise<{ stop(): Promise<void> }>): Promise<void> => {
  const fail = (error: unknown): never => {
    process.stderr.write(
      `${error instanceof SettingsError ? error.message : String((error as Error)?.stack ?? error)}\n`,
    );
    process.exit(1);
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  const running = await start().catch(fail);
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    running.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};
