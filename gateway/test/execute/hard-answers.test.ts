import { parse } from 'graphql';
import { bothExecutors } from './both-executors.ts';
import { MANIFOLD } from './manifold-graph.ts';

let both: Awaited<ReturnType<typeof bothExecutors>>;
beforeAll(async () => {
  both = await bothExecutors(MANIFOLD);
});
afterAll(() => both.stop());

const CARD = { __typename: 'Card', id: 'c', label: 'Gold', kind: 'DEBIT' };
const LOAN = { __typename: 'Loan', id: 'l', label: 'Home', holder: null };
const SECRET = { __typename: 'Secret', id: 's', label: 'Hidden' };

/** A query, what the subgraphs answer to it, and the data and the number of misfits that a client is to see. */
const CASES: readonly [
  title: string,
  query: string,
  answers: Record<string, unknown>,
  data: unknown,
  misfits?: number,
][] = [
  [
    'a field is as nullable as the type says in whose selection it stands',
    '{ products { label holder { name } } }',
    { profile: { data: { products: [LOAN] } } },
    { products: [{ label: 'Home', holder: null }] },
  ],
  [
    'and in a fragment as nullable as the type of the fragment says',
    '{ products { label ... on Loan { holder { name } } } }',
    { profile: { data: { products: [LOAN] } } },
    { products: null },
    1,
  ],
  [
    'objects of a type that clients do not see are null',
    '{ anything { ... on Card { id } } products { label } }',
    { profile: { data: { anything: [SECRET, CARD], products: [] } } },
    { anything: [null, { id: 'c' }], products: [] },
    1,
  ],
  [
    'values of an enum that clients do not see are null',
    '{ products { ... on Card { kind } } }',
    { profile: { data: { products: [{ ...CARD, kind: 'HIDDEN' }, CARD] } } },
    { products: [{ kind: null }, { kind: 'DEBIT' }] },
    1,
  ],
  [
    'half a number is no whole one, and a word is no number',
    '{ holder { score } ratio }',
    { profile: { data: { holder: { score: 1.5 }, ratio: 'half' } } },
    { holder: { score: null }, ratio: null },
    2,
  ],
  [
    'a null goes up to the next place that may be null, through lists in lists',
    '{ holder { id matrix } }',
    { profile: { data: { holder: { id: 'h', matrix: [[1, 2], [3, null], null] } } } },
    { holder: { id: 'h', matrix: [[1, 2], null, null] } },
    1,
  ],
  [
    'lists that two calls tell of are united item by item',
    '{ consented { id friends { id name } } }',
    {
      consent: {
        data: { consented: [{ __typename: 'Holder', id: 'h', friends: [{ __typename: 'Holder', id: 'f' }] }] },
      },
      profile: { data: { _entities: [{ __typename: 'Holder', name: 'Fay' }] } },
    },
    { consented: [{ id: 'h', friends: [{ id: 'f', name: 'Fay' }] }] },
  ],
  [
    'an object without what another subgraph requires of it is not asked about',
    '{ holder { id rank } }',
    { profile: { data: { holder: { __typename: 'Holder', id: 'h' } } }, consent: { data: { _entities: 'unasked' } } },
    { holder: { id: 'h', rank: null } },
  ],
  [
    'aliases that every object answers to are read from the answer alone',
    '{ holder { constructor: score toString: id } }',
    { profile: { data: { holder: { toString: 'h' } } } },
    { holder: { constructor: null, toString: 'h' } },
  ],
];

test.each(CASES)('%s', async (_title, text, answers, data, misfits = 0) => {
  const query = { text, document: parse(text, { noLocation: true }), variables: {} };
  const { apollo, ours } = await both.execute(query, { seed: 1, faultRate: 0, answers });
  expect(ours).toEqual(apollo);
  const seen = ours as { data: string; errors: string[]; misfits: string };
  expect(JSON.parse(seen.data)).toEqual(data);
  expect(seen.errors).toEqual([]);
  const { valueCompletion = [] } = JSON.parse(seen.misfits) as { valueCompletion?: unknown[] };
  expect(valueCompletion).toHaveLength(misfits);
});
