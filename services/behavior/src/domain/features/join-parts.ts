/** Two parts as one; one that is nothing leaves the other. */
export const joinParts = <T>(a: T | undefined, b: T | undefined, join: (a: T, b: T) => T): T | undefined =>
  a === undefined || b === undefined ? (a ?? b) : join(a, b);

/** Two records as one; what stands in both is joined. */
export const joinRecords =
  <T>(join: (a: T, b: T) => T) =>
  (a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>): Readonly<Record<string, T>> => {
    const joined: Record<string, T> = { ...a };
    for (const [key, value] of Object.entries(b)) {
      joined[key] = Object.hasOwn(a, key) ? join(a[key]!, value) : value;
    }
    return joined;
  };

/** Two sets as one, sorted. */
export const joinSets = (a: readonly string[], b: readonly string[]): readonly string[] =>
  [...new Set([...a, ...b])].sort();

export const addCounts = (a: number, b: number): number => a + b;

/** Without the parts that are nothing. */
export const compact = <T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
