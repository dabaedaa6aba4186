import type { Data } from './query-plan.ts';

/** Names that every object answers to. A client may use them as aliases, and a subgraph may leave them out. */
const isInherited = (name: string): boolean => name in Object.prototype;

/** Makes the function that reads a name of an object, and never what all objects have. */
export const reader = (name: string): ((from: Data) => unknown) =>
  isInherited(name) ? (from) => (Object.hasOwn(from, name) ? from[name] : undefined) : (from) => from[name];

/** Makes the function that writes a name of an object. */
export const writer = (name: string): ((to: Data, value: unknown) => void) =>
  isInherited(name)
    ? (to, value) => {
        Object.defineProperty(to, name, { value, writable: true, enumerable: true, configurable: true });
      }
    : (to, value) => {
        to[name] = value;
      };

/** Writes a name that is not known before, as `writer`. */
export const write = (to: Data, name: string, value: unknown): void => {
  if (isInherited(name)) writer(name)(to, value);
  else to[name] = value;
};
