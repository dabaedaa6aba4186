import DataLoader from 'dataloader';
import type { Standing } from '../domain/exposure.ts';
import type { readAssignments } from '../usecases/read-assignments.ts';

/** One statement per kind of thing and request, however many customers are asked for. */
export const createLoaders = (does: { readAssignments: ReturnType<typeof readAssignments> }) => ({
  assignments: new DataLoader<string, Standing[]>(async (ids) => {
    const found = await does.readAssignments(ids);
    return ids.map((id) => found.get(id) ?? []);
  }),
});
export type Loaders = ReturnType<typeof createLoaders>;
