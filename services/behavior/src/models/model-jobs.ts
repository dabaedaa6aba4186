import type { Job, Log } from '@rapport/platform';
import { inputDriftLevel } from '../domain/models/watch-thresholds.ts';
import type { ActiveModels } from '../usecases/keep-models.ts';
import type { WatchedModel } from '../usecases/watch-models.ts';
import type { ModelMetrics } from './model-metrics.ts';

const REFRESH_MS = 2_000;
const KEEP_MS = 10_000;
const JUDGE_MS = 60_000;

/** Looks which models are active; says those that had to be refused. */
export const refreshModels = ({ active, log, metrics }: { active: ActiveModels; log: Log; metrics: ModelMetrics }) => {
  let known: readonly string[] = [];
  return async (): Promise<void> => {
    for (const { id, kind, flaw } of await active.refresh()) {
      metrics.refused.inc({ kind });
      log.error({ model: id, kind, flaw }, 'an active model was refused: the rules of its signal go on');
    }
    const present = [...active.present()].map(([kind, { version }]) => `${kind} ${version}`);
    if (present.join() === known.join()) return;
    metrics.active.reset();
    for (const kind of active.present().keys()) metrics.active.set({ kind }, 1);
    log.info({ models: present }, 'other models are active');
    known = present;
  };
};

/** What is done about models by itself: others taken up, inputs counted, drift judged. */
export const modelJobs = ({
  refresh,
  keepCounts,
  judgeInputs,
  log,
  metrics,
}: {
  refresh: () => Promise<void>;
  keepCounts: () => Promise<void>;
  judgeInputs: () => Promise<WatchedModel[]>;
  log: Log;
  metrics: ModelMetrics;
}): Job[] => [
  { name: 'models', everyMs: REFRESH_MS, run: refresh },
  { name: 'model-inputs', everyMs: KEEP_MS, run: keepCounts },
  {
    name: 'model-drift',
    everyMs: JUDGE_MS,
    run: async () => {
      for (const { kind, id, drifts, hasFallenBack } of await judgeInputs()) {
        for (const { input, index } of drifts) metrics.inputDrift.set({ kind, input }, index);
        const moved = drifts.filter((drift) => inputDriftLevel(drift) !== 'NONE');
        if (hasFallenBack) {
          metrics.fallbacks.inc({ kind });
          log.error({ model: id, kind, moved }, 'a model fell back: the rules of its signal go on');
        } else if (moved.length > 0) log.warn({ model: id, kind, moved }, "a model's inputs have moved");
      }
    },
  },
];
