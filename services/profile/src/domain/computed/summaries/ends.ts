import type { Contribution, Summary } from './summary.ts';

/** A value and when it was given. */
type Given = { readonly at: string; readonly value: Contribution['value'] };

/** Instants are written alike, so that they sort as text; of two at the same one, the order of their values decides. */
const comesBefore = (a: Given, b: Given): boolean =>
  a.at < b.at || (a.at === b.at && JSON.stringify(a.value) < JSON.stringify(b.value));

const end = (isKept: (a: Given, b: Given) => boolean): Summary<Given> => ({
  of: ({ value, at }) => ({ at: at.toISOString(), value }),
  combine: (a, b) => (isKept(a, b) ? a : b),
  valueOf: ({ value }) => value,
});

/** What a property was first, by the events' own time. */
export const first = end(comesBefore);

/** What a property was last, by the events' own time. */
export const last = end((a, b) => comesBefore(b, a));
