import type { KeyObject } from 'node:crypto';
import { pageOf, type ServiceParts } from '@rapport/platform';
import { activateModel, proposeModel, retireModel } from '../usecases/change-models.ts';
import { confirmSignal } from '../usecases/confirm-signal.ts';
import { keepModels } from '../usecases/keep-models.ts';
import type { Stores } from '../usecases/ports.ts';
import { readModels, seenModel } from '../usecases/read-models.ts';
import { createModelWatch, judgeInputs, keepCounts } from '../usecases/watch-models.ts';
import { modelJobs, refreshModels } from './model-jobs.ts';
import { createModelMetrics } from './model-metrics.ts';
import { modelReader, openModelFile } from './read-model-file.ts';

/** Learnt models put together: those at work, what the graph does with them, and what is done by itself. */
export const openModels = async (
  { clock, log, metrics, transact }: ServiceParts,
  stores: Stores,
  publicKeys: readonly KeyObject[],
) => {
  const readModel = modelReader(publicKeys);
  const ports = { stores, transact, readModel, pageOf, now: clock.now };
  const active = keepModels(ports);
  const watch = createModelWatch();
  const measured = createModelMetrics(metrics);
  const refresh = refreshModels({ active, log, metrics: measured });
  await refresh();
  return {
    active,
    watch,
    does: {
      openModelFile,
      seenModel: (stored: Parameters<typeof seenModel>[0]) => seenModel(stored, readModel),
      readModels: readModels(ports),
      proposeModel: proposeModel(ports),
      activateModel: activateModel(ports),
      retireModel: retireModel(ports),
      confirmSignal: confirmSignal(ports),
    },
    jobs: modelJobs({
      refresh,
      keepCounts: keepCounts({ stores, transact, watch }),
      judgeInputs: judgeInputs({ ...ports, active }),
      log,
      metrics: measured,
    }),
  };
};
