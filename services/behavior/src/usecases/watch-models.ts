import type { Transact } from '@rapport/contracts';
import { daysBefore } from '../domain/features/feature.ts';
import { binOf } from '../domain/learning/quantile-bins.ts';
import { dayOf } from '../domain/ledger/ledger-fact.ts';
import type { Judged } from '../domain/models/judged-by.ts';
import { rowOfInputs } from '../domain/models/learnt-model.ts';
import { type InputDrift, inputDriftLevel, inputDriftsOf, OBSERVED_DAYS } from '../domain/models/watch-thresholds.ts';
import { endModel } from './end-model.ts';
import type { ActiveModel, ActiveModels } from './keep-models.ts';
import type { Now, Stores } from './ports.ts';

type Count = { modelId: string; day: string; input: string; bin: number; count: number };

/** Counts what models are asked: one step for each input, nothing but memory until it is drained. */
export type ModelWatch = {
  note(model: ActiveModel, judged: readonly Judged[], now: Date): void;
  drain(): Count[];
};

export const createModelWatch = (): ModelWatch => {
  let counts = new Map<string, Count>();
  return {
    note: ({ version, inputs, spread }, judged, now) => {
      const day = dayOf(now);
      for (const { inputs: values } of judged) {
        rowOfInputs(inputs, values).forEach((value, index) => {
          const { name, edges } = spread[index]!;
          const bin = binOf(edges, value);
          const key = `${version} ${day} ${name} ${bin}`;
          const count = counts.get(key) ?? { modelId: version, day, input: name, bin, count: 0 };
          count.count += 1;
          counts.set(key, count);
        });
      }
    },
    drain: () => {
      const drained = [...counts.values()];
      counts = new Map();
      return drained;
    },
  };
};

/** Writes down what was counted since the last time. What a crash loses are some seconds of counting. */
export const keepCounts =
  ({ stores, transact, watch }: { stores: Pick<Stores, 'models'>; transact: Transact; watch: ModelWatch }) =>
  async (): Promise<void> => {
    const counts = watch.drain();
    if (counts.length > 0) await transact((tx) => stores.models.addCounts(tx, counts));
  };

/** What was found of one model's inputs. */
export type WatchedModel = {
  readonly kind: string;
  readonly id: string;
  readonly drifts: readonly InputDrift[];
  readonly hasFallenBack: boolean;
};

/** Looks how far the inputs of active models have moved within a week; where too far, the model falls back. */
export const judgeInputs =
  (ports: { stores: Pick<Stores, 'models'>; transact: Transact; active: ActiveModels; now: Now }) =>
  async (): Promise<WatchedModel[]> => {
    const watched: WatchedModel[] = [];
    for (const { kind, version, spread } of ports.active.present().values()) {
      const from = daysBefore(dayOf(ports.now()), OBSERVED_DAYS - 1);
      const drifts = inputDriftsOf(spread, await ports.stores.models.countsOf(version, from));
      const far = drifts.filter((drift) => inputDriftLevel(drift) === 'FALL_BACK');
      const reason = `inputs are spread otherwise than where it learnt: ${far
        .map(({ input, index }) => `${input} (stability index ${index.toFixed(2)})`)
        .join(', ')}`;
      const hasFallenBack =
        far.length > 0 &&
        (await ports.transact((tx) => endModel(ports)(tx, { kind, id: version, status: 'FALLEN_BACK', reason })));
      watched.push({ kind, id: version, drifts, hasFallenBack });
    }
    return watched;
  };
