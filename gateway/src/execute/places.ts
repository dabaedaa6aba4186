import { reader } from './own-value.ts';
import { type Data, Misfit, type Path } from './query-plan.ts';

/** What stands at a place of the plan: an object, or all that `@` stands for in one list. */
export type Found = Data | (Data | null | undefined)[] | null | undefined;

type Step = (value: Found) => Found;

/**
 * Makes the function that finds the objects at a path of the plan.
 * @throws Misfit where a subgraph gave a list for an object or an object for a list
 */
export const finder = (path: Path): Step => {
  const [first, ...rest] = path;
  if (first === undefined) return (value) => value;
  const next = finder(rest);
  if (first === '@') {
    return (value) => {
      if (value === undefined || value === null) return value;
      if (!Array.isArray(value)) throw new Misfit('what should be a list is none');
      return value.flatMap((item): Found => next(item)) as Found;
    };
  }
  const read = reader(String(first));
  return (value) => {
    if (value === undefined || value === null) return value;
    if (Array.isArray(value)) throw new Misfit('a list was answered where there should be an object');
    return next(read(value) as Found);
  };
};

const collect = (value: unknown, path: Path, at: Path, found: Path[]): void => {
  const [first, ...rest] = path;
  if (value === null || value === undefined) return;
  if (first === undefined) found.push(at);
  else if (Array.isArray(value)) {
    // A name leads through a list as well: to each of its items.
    for (const [index, item] of value.entries()) collect(item, first === '@' ? rest : path, [...at, index], found);
  } else if (first === '@') throw new Misfit('what should be a list is none');
  else if (Object.hasOwn(value, first)) collect((value as Data)[first], rest, [...at, first], found);
};

/** Every place in the data that a path of the plan leads to, in order. */
export const placesOf = (data: Data, path: Path): Path[] => {
  const found: Path[] = [];
  collect(data, path, [], found);
  return found;
};
