// Who sees what of profile's part of the graph.
import { auditRecorded, customerUpdated } from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import { at, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

/** Customers who are called what they are told to be called, known to profile by now. */
const givenCustomers = async (...names: string[]) => {
  const users = names.map(() => unique());
  const identify = (user: string, name: string) =>
    profile.send(user, { type: 'identify', traits: { name, email: `${user}@example.org` } });
  await Promise.all(users.map((user, index) => identify(user, names[index]!)));
  const ids: string[] = [];
  for (const [index, user] of users.entries()) {
    ids.push(await profile.resolveOne(user));
    await eventually(async () => {
      const { data } = await profile.graph(viewerOf('AGENT'), `{ customer(id: "${ids[index]}") { displayName } }`);
      expect(data?.['customer']).toEqual({ displayName: names[index] });
    });
  }
  return { users, ids };
};

type Found = { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
const search = async (text: string | null, first = 20, after: string | null = null) => {
  const query = `query ($text: String, $first: Int, $after: String) {
    customers(search: $text, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await profile.graph(viewerOf('SUPERVISOR'), query, { text, first, after });
  expect(errors).toEqual([]);
  const { edges, pageInfo } = data?.['customers'] as Found;
  return { ids: edges.map(({ node }) => node.id), ...pageInfo };
};

test('customers are found by part of a name, by a name like it and by an exact identifier, page by page', async () => {
  const word = unique();
  const { ids, users } = await givenCustomers(`Rosalind ${word}`, `Dorothy ${word}`, `Barbara ${word}`);
  expect((await search(word)).ids.sort()).toEqual([...ids].sort());
  expect((await search(`Rosalynd ${word}`)).ids).toContain(ids[0]);
  expect((await search(`${users[1]!.toUpperCase()}@Example.org`)).ids).toEqual([ids[1]]);
  expect((await search('100%')).ids).toEqual([]);
  const pages: string[][] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page = await search(word, 2, after);
    pages.push(page.ids);
    [after, more] = [page.endCursor, page.hasNextPage];
  }
  expect(pages.map(({ length }) => length)).toEqual([2, 1]);
  expect(pages.flat()).toEqual([...ids].sort());
});

test('customers see themselves with their own address, and nobody else', async () => {
  const { ids, users } = await givenCustomers('Mary', 'Joan');
  const [mary, joan] = ids as [string, string];
  const asMary = (query: string) => profile.graph(viewerOf('CUSTOMER', mary), query);
  const { data } = await asMary('{ me { id displayName identities { type value } rejectedTraits { name } } }');
  expect(data?.['me']).toMatchObject({ id: mary, displayName: 'Mary', rejectedTraits: null });
  expect(data?.['me']).toMatchObject({
    identities: [
      { type: 'USER_ID', value: users[0] },
      { type: 'EMAIL', value: `${users[0]}@example.org` },
    ],
  });
  expect((await asMary(`{ customer(id: "${joan}") { id } }`)).data).toEqual({ customer: null });
  const entities = await asMary(
    `{ _entities(representations: [{__typename: "Customer", id: "${joan}"}]) { ... on Customer { displayName } } }`,
  );
  expect(entities.data?.['_entities']).toEqual([null]);
  for (const query of [
    '{ customers { edges { cursor } } }',
    `{ customerByIdentity(type: USER_ID, value: "${users[1]}") { id } }`,
  ]) {
    expect((await asMary(query)).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  }
});

test('staff see who it is without being able to write to them, and marketers see nothing', async () => {
  const { ids, users } = await givenCustomers('Katherine');
  const query = `{ customer(id: "${ids[0]}") { identities { type value } } }`;
  const { data } = await profile.graph(viewerOf('AGENT'), query);
  expect(data?.['customer']).toMatchObject({
    identities: [{ value: users[0] }, { type: 'EMAIL', value: expect.stringMatching(/^.•••@example\.org$/) }],
  });
  const marketer = await profile.graph(viewerOf('MARKETER'), query);
  expect([marketer.data, marketer.errors[0]?.extensions?.['code']]).toEqual([{ customer: null }, 'FORBIDDEN']);
});

test('a customer who does not exist is null, and what is no id at all is refused with the remedy', async () => {
  const asAgent = (id: string) => profile.graph(viewerOf('AGENT'), `{ customer(id: "${id}") { id } }`);
  const missing = await asAgent('cus_01h455vb4pex5vsknk084sn02q');
  expect([missing.data, missing.errors]).toEqual([{ customer: null }, []]);
  const { errors } = await asAgent('ada lovelace');
  expect(errors[0]).toMatchObject({ message: expect.stringContaining('cus_'), extensions: { code: 'INVALID_INPUT' } });
  const { errors: unusable } = await profile.graph(
    viewerOf('AGENT'),
    '{ customerByIdentity(type: EMAIL, value: "ada") { id } }',
  );
  expect(unusable[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  // What was asked for reaches no subject: the service goes on publishing.
  const { ids } = await givenCustomers('Asked After');
  expect(await profile.published(customerUpdated, ids[0]!)).not.toHaveLength(0);
});

test('a reference to a customer of whom nothing is known is an empty customer', async () => {
  const { data, errors } = await profile.graph(
    viewerOf('AGENT'),
    `{ _entities(representations: [{__typename: "Customer", id: "cus_01h455vb4pex5vsknk084sn02q"}]) { ... on Customer {
       displayName locale timeZone identities { type } traits { name } accounts { id } applications { id } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data?.['_entities']).toEqual([
    { displayName: null, locale: 'en', timeZone: 'UTC', identities: [], traits: [], accounts: [], applications: [] },
  ]);
});

const mergeAsAgent = async (from: string, into: string) => {
  const { data } = await profile.graph(
    viewerOf('AGENT'),
    `mutation ($input: MergeCustomersInput!) {
       profileMergeCustomers(input: $input) { customer { id } userErrors { code } } }`,
    { input: { from, into, reason: 'same passport' } },
  );
  return data?.['profileMergeCustomers'] as { userErrors: { code: string }[] } | null;
};
const givenMailboxes = async (count: number) => {
  const ids = [];
  for (let n = 0; n < count; n += 1) ids.push(await profile.resolveOne(`${unique()}@example.org`, 'EMAIL'));
  return ids;
};

test('who merges customers, and who finds them by a search, stands in the audit with the reason', async () => {
  const [older, younger] = (await givenMailboxes(2)) as [string, string];
  await mergeAsAgent(younger, older);
  await search(older);
  const told = (await profile.published(auditRecorded.profile, older, 2)).map(({ data }) => data);
  expect(told).toContainEqual(
    expect.objectContaining({ subject: 'agent-1', action: 'Mutation.profileMergeCustomers', reason: 'same passport' }),
  );
  expect(told).toContainEqual(
    expect.objectContaining({ subject: 'supervisor-1', action: expect.stringContaining('Query.customers') }),
  );
});

test('a merged customer is found by either name, once, and in the order of the others', async () => {
  const word = unique();
  const { ids } = await givenCustomers(`Rosalind ${word}`, `Dorothy ${word}`);
  const email = `${unique()}@example.org`;
  const mailbox = await profile.resolveOne(email, 'EMAIL');
  await profile.send('', {
    type: 'identify',
    identifiers: [{ type: 'EMAIL', value: email }],
    timestamp: at(-60),
    traits: { name: `Barbara ${word}` },
  });
  await eventually(async () => expect((await search(`Barbara ${word}`)).ids).toContain(mailbox));
  await mergeAsAgent(mailbox, ids[0]!);
  const [first, second] = [...ids].sort() as [string, string];
  expect((await search(`Barbara ${word}`)).ids).toContain(ids[0]);
  expect((await search(word)).ids).toEqual([first, second]);
  const page = await search(word, 1);
  expect([page.ids, (await search(word, 1, page.endCursor)).ids]).toEqual([[first], [second]]);
});

test('merges at the same moment end as merges one after the other: the oldest id remains for all', async () => {
  const ids = await givenMailboxes(4);
  const pairs = ids.flatMap((a) => ids.filter((b) => a < b).map((b) => [a, b] as const));
  await Promise.all(pairs.map(([a, b]) => mergeAsAgent(b, a)));
  // Who met another's merge was told to look again.
  for (const [a, b] of pairs) await mergeAsAgent(a, b);
  for (const id of ids) {
    const { data } = await profile.graph(viewerOf('AGENT'), `{ customer(id: "${id}") { id identities { type } } }`);
    expect(data?.['customer']).toEqual({ id: [...ids].sort()[0], identities: ids.map(() => ({ type: 'EMAIL' })) });
  }
});
