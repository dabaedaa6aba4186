import { write } from './own-value.ts';
import { type Data, isData, Misfit } from './query-plan.ts';

const mergeLists = (target: unknown[], source: readonly unknown[]): void => {
  for (const [index, item] of source.entries()) {
    const known = target[index];
    if (isData(known) && isData(item)) mergeAnswer(known, item);
    else target[index] = item;
  }
};

/**
 * Puts an answer into what is known so far: objects are united, lists of the same length item by item, and everything
 * else is as the later answer has it.
 * @throws Misfit where an object would have to be united with a word or a number
 */
export const mergeAnswer = (target: Data, source: Data): void => {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined) continue;
    if (typeof target !== 'object') throw new Misfit('an object was answered where another subgraph has a value');
    const known = Object.hasOwn(target, name) ? target[name] : undefined;
    if (known && isData(value)) mergeAnswer(known as Data, value);
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) mergeLists(known, value);
    else write(target, name, value);
  }
};
