// Who is who, and how it changes: merges, their undoing, the rules, and what an agent sees before deciding.
import { customerAliased, customerUpdated, type Viewer } from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import { type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const agent = viewerOf('AGENT');

const ask = async <Data>(viewer: Viewer, query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
  const { data, errors } = await profile.graph(viewer, query, variables);
  expect(errors).toEqual([]);
  return data as Data;
};

type Payload = { customer: { id: string } | null; userErrors: { code: string; field: string | null }[] };
const merge = async (from: string, into: string, reason = 'same passport'): Promise<Payload> =>
  (
    await ask<{ done: Payload }>(
      agent,
      `mutation ($input: MergeCustomersInput!) {
         done: profileMergeCustomers(input: $input) { customer { id } userErrors { code field } } }`,
      { input: { from, into, reason } },
    )
  ).done;
const unmerge = async (customerId: string, reason = 'two sisters'): Promise<Payload> =>
  (
    await ask<{ done: Payload }>(
      agent,
      `mutation ($input: UnmergeCustomersInput!) {
         done: profileUnmergeCustomers(input: $input) { customer { id } userErrors { code field } } }`,
      { input: { customerId, reason } },
    )
  ).done;

type Known = { id: string; displayName: string; identities: { value: string }[] };
const known = async (id: string): Promise<Known> =>
  (
    await ask<{ customer: Known }>(
      agent,
      `query ($id: ID!) { customer(id: $id) {
         id displayName identities { type value firstSeenAt } traits { name value } } }`,
      { id },
    )
  ).customer;

/** Somebody who is known by a mailbox alone, and what they are called. */
const givenMailbox = async (name: string): Promise<{ id: string; email: string }> => {
  const email = `${unique()}@example.org`;
  const id = await profile.resolveOne(email, 'EMAIL');
  await profile.send('', { type: 'identify', identifiers: [{ type: 'EMAIL', value: email }], traits: { name } });
  await eventually(async () => expect((await known(id)).displayName).toBe(name));
  return { id, email };
};

type History = { kind: string; type: string | null; source: string | null; reason: string | null }[];
const history = async (id: string, viewer: Viewer = agent): Promise<History> => {
  const { customer } = await ask<{ customer: { identityHistory: { edges: { node: History[number] }[] } } }>(
    viewer,
    `query ($id: ID!) { customer(id: $id) { identityHistory {
       edges { node { kind type source changedBy reason otherCustomerId } } } } }`,
    { id },
  );
  return customer.identityHistory.edges.map(({ node }) => node);
};

test('two customers become one under the older id, every id leads there, and both come back as they were', async () => {
  const [older, younger] = [await givenMailbox('Ada'), await givenMailbox('Ada L.')];
  const before = [await known(older.id), await known(younger.id)];
  expect(await merge(older.id, younger.id)).toEqual({ customer: { id: older.id }, userErrors: [] });
  const merged = await known(younger.id);
  expect(merged.id).toBe(older.id);
  expect(merged.identities).toHaveLength(2);
  expect(await profile.resolveOne(younger.email, 'EMAIL')).toBe(older.id);
  expect(await profile.published(customerAliased, younger.id)).toMatchObject([
    { data: { currentCustomerId: older.id } },
  ]);
  expect((await profile.published(customerUpdated, older.id, 2)).at(-1)!.data.identifiers).toHaveLength(2);
  expect(await merge(younger.id, older.id)).toMatchObject({ customer: null, userErrors: [{ code: 'ALREADY_ONE' }] });

  expect(await unmerge(younger.id)).toEqual({ customer: { id: younger.id }, userErrors: [] });
  expect([await known(older.id), await known(younger.id)]).toEqual(before);
  expect((await profile.published(customerAliased, younger.id, 2)).at(-1)!.data.currentCustomerId).toBe(younger.id);
  for (const { id } of [older, younger]) {
    expect((await profile.published(customerUpdated, id, 2)).at(-1)!.data.identifiers).toHaveLength(1);
  }
  expect(await unmerge(younger.id)).toMatchObject({ customer: null, userErrors: [{ code: 'NOT_MERGED' }] });
});

test('a merged customer takes along whom they had taken in, and leaves with them', async () => {
  const [first, second, third] = [await givenMailbox('One'), await givenMailbox('Two'), await givenMailbox('Three')];
  await merge(second.id, third.id);
  await merge(first.id, second.id);
  expect((await known(third.id)).id).toBe(first.id);
  expect((await profile.published(customerAliased, third.id, 2)).map(({ data }) => data.currentCustomerId)).toEqual([
    second.id,
    first.id,
  ]);
  await unmerge(second.id);
  expect([(await known(third.id)).id, (await known(first.id)).id]).toEqual([second.id, first.id]);
});

test('two people with a user id each are never one, and nothing is merged without a reason', async () => {
  const [ada, bob] = [await profile.resolveOne(unique()), await profile.resolveOne(unique())];
  expect(await merge(ada, bob)).toMatchObject({ customer: null, userErrors: [{ code: 'TWO_PEOPLE' }] });
  expect(await merge(ada, bob, ' ')).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT', field: 'input.reason' }] });
  expect(await merge(ada, 'cus_01h455vb4pex5vsknk084sn02q')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
});

test('a merge shows beforehand what it would make, and changes nothing', async () => {
  const [one, other] = [await givenMailbox('Grace'), await givenMailbox('G. Hopper')];
  const preview = async () =>
    ask(
      agent,
      `query ($input: PreviewMergeInput!) { profilePreviewMerge(input: $input) { userErrors { code }
         preview { customerId mergedId identities { value } traits { value } yieldingTraits { value } } } }`,
      { input: { from: other.id, into: one.id } },
    );
  expect(await preview()).toEqual({
    profilePreviewMerge: {
      userErrors: [],
      preview: {
        customerId: one.id,
        mergedId: other.id,
        identities: expect.arrayContaining([{ value: expect.stringContaining('•••@example.org') }]),
        traits: [{ value: expect.stringMatching(/Grace|Hopper/) }],
        yieldingTraits: [{ value: expect.stringMatching(/Grace|Hopper/) }],
      },
    },
  });
  expect((await known(other.id)).id).toBe(other.id);
});

test('an anonymous device joins who logs in on it; the history tells how, without the bank’s own words', async () => {
  const [user, device] = [unique(), unique()];
  const anonymous = [{ type: 'ANONYMOUS_ID' as const, value: device }];
  const first = await profile.resolveOne(device, 'ANONYMOUS_ID');
  const ada = await profile.resolveOne(user);
  await profile.send(user, {
    type: 'track',
    event: 'Logged In',
    identifiers: [{ type: 'USER_ID', value: user }, ...anonymous],
  });
  await eventually(async () => expect((await known(ada)).id).toBe(first));
  const [latest, ...earlier] = await history(first);
  expect(latest).toMatchObject({ kind: 'MERGED', type: 'ANONYMOUS_ID', source: 'test', otherCustomerId: ada });
  expect(earlier.map(({ kind }) => kind).sort()).toEqual(['ATTACHED', 'ATTACHED', 'CREATED', 'CREATED']);
  await unmerge(ada, 'a tablet of the branch');
  expect(await history(ada)).toContainEqual(
    expect.objectContaining({ kind: 'UNMERGED', reason: 'a tablet of the branch' }),
  );
  expect(await history(ada, viewerOf('CUSTOMER', ada))).toContainEqual(
    expect.objectContaining({ kind: 'UNMERGED', reason: null, changedBy: null }),
  );
  // The same call again: a person said that they are two.
  await profile.send(
    user,
    { type: 'track', event: 'Logged In', identifiers: [{ type: 'USER_ID', value: user }, ...anonymous] },
    { type: 'identify', identifiers: [{ type: 'USER_ID', value: user }], traits: { name: 'After' } },
  );
  await eventually(async () => expect((await known(ada)).displayName).toBe('After'));
  expect((await known(ada)).id).toBe(ada);
});

test('who may act for a customer by an earlier id still sees them, and their joint account', async () => {
  const [one, other] = [await givenMailbox('Mary'), await givenMailbox('Mary S.')];
  const accountId = `acct-${unique()}`;
  await profile.send('', {
    type: 'track',
    event: 'Account Opened',
    identifiers: [{ type: 'EMAIL', value: other.email }],
    properties: { accountId, accountType: 'CURRENT', currency: 'EUR' },
  });
  const found = async (search: string) =>
    (
      await ask<{ customers: { edges: { node: { id: string } }[] } }>(
        agent,
        'query ($search: String) { customers(search: $search) { edges { node { id } } } }',
        { search },
      )
    ).customers.edges.map(({ node }) => node.id);
  await eventually(async () => expect(await found(accountId)).toEqual([other.id]));
  await merge(one.id, other.id);
  expect(await found(accountId)).toEqual([one.id]);
  const asBefore = viewerOf('CUSTOMER', other.id);
  expect(await ask(asBefore, '{ me { id identities { value } accounts { id } } }')).toEqual({
    me: {
      id: other.id,
      identities: expect.arrayContaining([{ value: one.email }, { value: other.email }]),
      accounts: [{ id: accountId }],
    },
  });
  expect(
    await ask(
      asBefore,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { id holders { customer { id } } } } }`,
      { of: [{ __typename: 'Account', id: accountId }] },
    ),
  ).toEqual({ _entities: [{ id: accountId, holders: [{ customer: { id: other.id } }] }] });
});

describe('the rules of identity', () => {
  const operator = viewerOf('OPERATOR');
  const change = (input: object) =>
    ask<{ done: { rules: { version: number } | null; userErrors: { code: string; field: string }[] } }>(
      operator,
      `mutation ($input: ChangeIdentityRulesInput!) {
         done: profileChangeIdentityRules(input: $input) { rules { version } userErrors { code field } } }`,
      { input: { change: input, reason: 'the CRM is clean now' } },
    );
  const preview = (input: object) =>
    ask<{ shown: { preview: { counts: { effect: string; count: number }[]; sample: { customerId: string }[] } } }>(
      operator,
      `query ($input: IdentityRulesChange!) { shown: profilePreviewIdentityRules(input: $input, first: 100) {
         preview { examined nextAfter counts { effect count } sample { customerId effects } } } }`,
      { input },
    );
  const tied = async () => {
    const user = unique();
    const mailbox = await givenMailbox('Tied');
    const id = await profile.resolveOne(user);
    const identifiers = [
      { type: 'USER_ID' as const, value: user },
      { type: 'EMAIL' as const, value: mailbox.email },
    ];
    await profile.send(user, { type: 'track', event: 'Logged In', identifiers });
    return { user, id, mailbox, identifiers };
  };
  const suggested = async () =>
    (
      await ask<{ profileMergeSuggestions: { edges: { node: { customers: { id: string }[] } }[] } }>(
        agent,
        '{ profileMergeSuggestions { edges { node { customers { id } type source } } } }',
      )
    ).profileMergeSuggestions.edges.map(({ node }) => node);

  test('a source that may not merge two known customers leaves a suggestion, until a person decides', async () => {
    const { id, mailbox } = await tied();
    const pair = { customers: [{ id: mailbox.id }, { id }], type: 'EMAIL', source: 'test' };
    await eventually(async () => expect(await suggested()).toContainEqual(pair));
    expect((await known(id)).id).toBe(id);
    await merge(id, mailbox.id);
    expect(await suggested()).not.toContainEqual(pair);
    await unmerge(id);
    expect(await suggested()).not.toContainEqual(pair);
  });

  test('a preview names whom a change would concern, and the change lets a source merge', async () => {
    const { id, mailbox, identifiers, user } = await tied();
    await eventually(async () => expect(await suggested()).toContainEqual(expect.objectContaining({ type: 'EMAIL' })));
    const { shown } = await preview({ mergingSources: ['test'] });
    expect(shown.preview.sample).toContainEqual({ customerId: id, effects: ['MERGED'] });
    expect(shown.preview.sample).toContainEqual({ customerId: mailbox.id, effects: ['MERGED'] });
    expect(shown.preview.counts).toContainEqual({ effect: 'MERGED', count: shown.preview.sample.length });
    const { done } = await change({ mergingSources: ['test'] });
    expect(done).toEqual({ rules: { version: 1 }, userErrors: [] });
    await profile.send(user, { type: 'track', event: 'Logged In', identifiers });
    await eventually(async () => expect((await known(id)).id).toBe(mailbox.id));
    const { shown: back } = await preview({ mergingSources: [] });
    expect(back.preview.sample).toContainEqual({ customerId: mailbox.id, effects: ['SPLIT'] });
    const { shown: blocked } = await preview({ blockedValues: [`${user.slice(0, 8)}*`] });
    expect(blocked.preview.sample).toEqual([{ customerId: mailbox.id, effects: ['DEMOTED'] }]);
    await change({ mergingSources: [] });
  });

  test('an identifier over its limit is demoted, and the history says so once', async () => {
    const user = unique();
    const id = await profile.resolveOne(user);
    const login = (n: number) => ({
      type: 'track' as const,
      event: 'Logged In',
      identifiers: [
        { type: 'USER_ID' as const, value: user },
        { type: 'DEVICE_ID' as const, value: `${user}-${n}` },
      ],
    });
    await profile.send(user, ...[1, 2, 3, 4, 5, 6, 6].map(login));
    await eventually(async () =>
      expect(await history(id)).toContainEqual(expect.objectContaining({ kind: 'DEMOTED' })),
    );
    const kinds = (await history(id)).filter(({ type }) => type === 'DEVICE_ID').map(({ kind }) => kind);
    expect(kinds.sort()).toEqual([...Array<string>(5).fill('ATTACHED'), 'DEMOTED']);
  });

  test('nobody lets a customer have two user ids, and agents change no rules', async () => {
    const rule = { type: 'USER_ID', priority: 1, limit: 2, window: 'EVER' };
    const { done } = await change({ types: [rule] });
    expect(done).toEqual({ rules: null, userErrors: [{ code: 'UNIQUE_TYPE', field: 'input.change.types' }] });
    const { errors } = await profile.graph(
      agent,
      'mutation { profileChangeIdentityRules(input: {change: {}, reason: "x"}) { userErrors { code } } }',
    );
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});
