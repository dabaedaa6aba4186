import { type LearntModel, learntModelOf } from '../domain/models/learnt-model.ts';
import type { ModelInput } from '../domain/models/model-file.ts';
import type { ReadModel, Stores } from './ports.ts';

/** A model at work, with how its inputs were spread where it learnt. */
export type ActiveModel = LearntModel & { readonly spread: readonly ModelInput[] };

/** The models that score at present, by signal kind: a copy in memory, as fresh as the last look. */
export type ActiveModels = {
  present(): ReadonlyMap<string, ActiveModel>;
  /** Looks which models are active; answers those that had to be refused. */
  refresh(): Promise<{ readonly id: string; readonly kind: string; readonly flaw: string }[]>;
};

/**
 * Keeps the active models in memory. A file with a wrong hash, signature or content is refused and said once; the
 * rules of its signal go on.
 */
export const keepModels = ({
  stores,
  readModel,
}: {
  stores: Pick<Stores, 'models'>;
  readModel: ReadModel;
}): ActiveModels => {
  let present: ReadonlyMap<string, ActiveModel> = new Map();
  const refused = new Set<string>();
  return {
    present: () => present,
    refresh: async () => {
      const active = await stores.models.active();
      const known = new Map([...present.values()].map((model) => [model.version, model]));
      const unknown = active.map(({ id }) => id).filter((id) => !known.has(id) && !refused.has(id));
      const flaws: { id: string; kind: string; flaw: string }[] = [];
      for (const stored of unknown.length === 0 ? [] : await stores.models.load(unknown)) {
        const read = readModel(stored);
        if ('flaw' in read) {
          refused.add(stored.id);
          flaws.push({ id: stored.id, kind: stored.kind, flaw: read.flaw });
        } else known.set(stored.id, { ...learntModelOf(read.model, stored.id), spread: read.model.inputs });
      }
      present = new Map(active.flatMap(({ id, kind }) => (known.has(id) ? [[kind, known.get(id)!]] : [])));
      return flaws;
    },
  };
};
