import DataLoader from 'dataloader';

type ListsOf<T> = (ids: readonly string[]) => Promise<Map<string, T[]>>;

/** Loads lists by id, all that a request asks for in one go; of what nothing is known the list is empty. */
export const listLoader = <T>(listsOf: ListsOf<T>) =>
  new DataLoader<string, T[]>(async (ids) => {
    const found = await listsOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
