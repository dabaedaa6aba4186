import { createAlarm } from './alarm.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Work that a service does by itself, again and again. Every instance may run it: it claims what it takes. */
export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Returns true when there is more to do at once. */
  readonly run: () => Promise<boolean | void>;
};

/** Runs a job at its pace until stopped; a run that throws is logged, counted and tried again at the next. */
export const startJob = (
  job: Job,
  { log, metrics }: { log: Log; metrics: Metrics },
): { nudge(): void; stop(): Promise<void> } => {
  const alarm = createAlarm();
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      const isMore = await job.run().catch((error: unknown) => {
        metrics.jobFailures.inc({ job: job.name });
        log.error({ err: error, job: job.name }, 'a job failed');
        return false;
      });
      if (!isMore && !stopping) await alarm.sleep(job.everyMs);
    }
  })();
  return {
    nudge: () => alarm.ring(),
    stop: async () => {
      stopping = true;
      alarm.ring();
      await running;
    },
  };
};
