import type { Page, PageRequest } from '@rapport/contracts';
import type { ModelCard, ModelInput } from '../domain/models/model-file.ts';
import type { StoredModel } from '../domain/models/stored-model.ts';
import type { PageSlice, ReadModel, Stores } from './ports.ts';

/** A model with its card; without one where its file can no longer be trusted. */
export type SeenModel = StoredModel & {
  readonly card: ModelCard | null;
  readonly inputs: readonly ModelInput[];
  /** Why its file is refused; null where it is whole. */
  readonly flaw: string | null;
};

/** Adds to a stored model what its file says of it. */
export const seenModel = (stored: StoredModel, readModel: ReadModel): SeenModel => {
  const read = readModel(stored);
  if ('flaw' in read) return { ...stored, card: null, inputs: [], flaw: read.flaw };
  return { ...stored, card: read.model.card, inputs: read.model.inputs, flaw: null };
};

type PageOf = <Row>(
  page: PageRequest,
  positionOf: (row: Row) => readonly string[],
  read: (limit: number, after: PageSlice['after']) => Promise<readonly Row[]>,
) => Promise<Page<Row>>;

/** The models of behavior, those proposed last first. */
export const readModels =
  ({ stores, readModel, pageOf }: { stores: Pick<Stores, 'models'>; readModel: ReadModel; pageOf: PageOf }) =>
  (kind: string | null, page: PageRequest): Promise<Page<SeenModel>> =>
    pageOf(
      page,
      ({ proposedAt, id }) => [proposedAt.toISOString(), id],
      async (limit, after) =>
        (await stores.models.page(kind, { limit, after })).map((stored) => seenModel(stored, readModel)),
    );
