// What a customer is seen to have with the bank, and calls of those who tell of it.
import { eventually, viewerOf } from '@rapport/testkit';
import { at, type Call, type Profile } from './start-profile.ts';

export type Seen = Record<string, unknown>;

/** A `track` call, so many minutes after noon. */
export const track = (event: string, properties: Seen, minutes = -10): Call => ({
  type: 'track',
  event,
  properties,
  timestamp: at(minutes),
});

export const EUR = { currency: 'EUR' };
export const money = (amount: string) => ({ amount, ...EUR });

/** Looks at a customer through the graph; `of` is asked only once the service runs. */
export const lookerAt = (of: () => Profile) => {
  const ask = async (id: string, fields: string, viewer = viewerOf('AGENT')): Promise<Seen> => {
    const { data, errors } = await of().graph(viewer, `{ customer(id: "${id}") { ${fields} } }`);
    expect(errors).toEqual([]);
    return data?.['customer'] as Seen;
  };
  /** Waits until a customer is seen like this. */
  const expectSeen = (id: string, fields: string, expected: Seen) =>
    eventually(
      async () => {
        const seen = await ask(id, fields);
        expect(seen).toMatchObject(expected);
        return seen;
      },
      { timeoutMs: 12_000 },
    );
  return { ask, expectSeen };
};
