import { affectedPaths } from '../src/affected-paths.ts';
import { clientPath } from '../src/client-path.ts';

test('a call that failed is missing at each root field it asked for, by the alias', () => {
  expect(
    affectedPaths(
      'query Q($id: ID!) { __typename mine: customer(id: $id) { id } ping ...F } fragment F on Query { me { id } }',
    ),
  ).toEqual([['mine'], ['ping'], ['me']]);
});

test('a call for entities is missing at the fields of each, by its type', () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Customer { consents ... @include(if: true) { preferences } } ... on Account { balance } } }`;
  const representations = [{ __typename: 'Account' }, { __typename: 'Customer' }, { __typename: 'Unheard' }];
  expect(affectedPaths(query, { representations })).toEqual([
    ['_entities', 0, 'balance'],
    ['_entities', 1, 'consents'],
    ['_entities', 1, 'preferences'],
    ['_entities', 2],
  ]);
});

test('hundreds of missing fields are told as one', () => {
  const query = 'query { _entities { ... on Customer { consents } } }';
  const representations = Array.from({ length: 101 }, () => ({ __typename: 'Customer' }));
  expect(affectedPaths(query, { representations })).toEqual([[]]);
});

test("a path is cut where it leaves the client's answer", () => {
  const data = { list: [{ node: null, name: 'x' }], here: null };
  expect(clientPath(['list', 0, 'node', 'deep', 1], data)).toEqual(['list', 0, 'node', 'deep', 1]);
  expect(clientPath(['list', 0, 'onlyOfThePlan'], data)).toEqual(['list', 0]);
  expect(clientPath(['list', '@', 'node', '_entities'], data)).toEqual(['list']);
  expect(clientPath(['list', 0, 'name__alias_3'], data)).toEqual(['list', 0, 'name']);
  expect(clientPath(['list', 0, 'constructor'], data)).toEqual(['list', 0]);
  expect(clientPath(['here', 'below'], null)).toEqual(['here', 'below']);
});
