// What is known of a customer, and whose word counts: sources, the schema, who sees what, and what is computed.
import { auditRecorded, customerUpdated, type Role, type Viewer } from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import { at, type Call, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const operator = viewerOf('OPERATOR');

const ask = async <Data>(viewer: Viewer, query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
  const { data, errors } = await profile.graph(viewer, query, variables);
  expect(errors).toEqual([]);
  return data as Data;
};

type Said = { name: string; value: string; source: string; isTrusted?: boolean };
type Known = {
  displayName: string;
  locale: string;
  traits: (Said & { otherSources: Said[] })[];
  rejectedTraits: Said[];
};
const known = async (id: string, viewer: Viewer = viewerOf('AGENT')): Promise<Known> =>
  (
    await ask<{ customer: Known }>(
      viewer,
      `query ($id: ID!) { customer(id: $id) { displayName locale rejectedTraits { name reason }
         traits { name value source observedAt confidence dataClass otherSources { value source isTrusted } } } }`,
      { id },
    )
  ).customer;
const valueOf = ({ traits }: Known, name: string) => traits.find((trait) => trait.name === name)?.value;

type Payload = { done: { userErrors: { code: string; field: string }[]; schema?: { version: number } | null } };
const changeSchema = async (input: object) =>
  (
    await ask<Payload>(
      operator,
      `mutation ($input: ChangeTraitSchemaInput!) {
         done: profileChangeTraitSchema(input: $input) { schema { version } userErrors { code field } } }`,
      { input: { reason: 'the CRM is the truth', ...input } },
    )
  ).done;
const definition = (name: string, rest: object = {}) => ({
  name,
  description: 'What it is.',
  type: 'TEXT',
  dataClass: 'BEHAVIOURAL',
  ...rest,
});

/** A user whom two sources describe. */
const givenTwoSources = async (crm: Record<string, unknown>, app: Record<string, unknown>) => {
  const user = unique();
  const id = await profile.resolveOne(user);
  await profile.sendFrom('crm', user, { type: 'identify', timestamp: at(-60), traits: crm });
  await profile.sendFrom('app', user, { type: 'identify', timestamp: at(-5), traits: { ...app, mark: 'both' } });
  await eventually(async () => {
    const customer = await known(id);
    expect(valueOf(customer, 'mark')).toBe('both');
    expect(customer.traits.some(({ otherSources }) => otherSources.length > 0)).toBe(true);
  });
  return { user, id };
};

test('every source’s word is kept, the trusted one’s holds, and a change of trust decides anew', async () => {
  const name = `plan-${unique()}`;
  const { id } = await givenTwoSources({ [name]: 'gold' }, { [name]: 'silver' });
  const shown = async () => (await known(id)).traits.find((trait) => trait.name === name);
  expect(await shown()).toMatchObject({
    value: 'silver',
    source: 'app',
    otherSources: [{ value: 'gold', source: 'crm', isTrusted: true }],
  });
  await changeSchema({ define: [definition(name, { trustedSources: ['crm'] })] });
  expect(await shown()).toMatchObject({
    value: 'gold',
    source: 'crm',
    otherSources: [{ value: 'silver', source: 'app', isTrusted: false }],
  });
  await changeSchema({ remove: [name] });
  expect(await shown()).toMatchObject({ value: 'silver' });
});

test('another trust in names renames everybody, and another trust in languages is told to the others', async () => {
  const word = unique();
  const { id } = await givenTwoSources({ name: `Ada ${word}`, locale: 'de-DE' }, { name: 'Nobody', locale: 'fr-FR' });
  const found = async () =>
    (
      await ask<{ customers: { edges: { node: { id: string } }[] } }>(
        viewerOf('AGENT'),
        'query ($search: String) { customers(search: $search) { edges { node { id } } } }',
        { search: word },
      )
    ).customers.edges.map(({ node }) => node.id);
  expect(await found()).toEqual([]);
  const { traits } = (
    await ask<{ profileTraitSchema: { traits: (object & { name: string; isBuiltIn: boolean })[] } }>(
      operator,
      `{ profileTraitSchema { traits { name description type dataClass minimum maximum isBuiltIn } } }`,
    )
  ).profileTraitSchema;
  const trusting = (name: string, ...trustedSources: string[]) => {
    const { isBuiltIn: _, ...rest } = traits.find((trait) => trait.name === name)!;
    return { ...rest, trustedSources };
  };
  const changed = await changeSchema({ define: [trusting('name', 'crm'), trusting('locale', 'crm')] });
  expect(changed.userErrors).toEqual([]);
  await eventually(async () => expect(await found()).toEqual([id]), { timeoutMs: 9_000 });
  expect((await profile.published(customerUpdated, id, 2)).at(-1)!.data.locale).toBe('de-DE');
  await changeSchema({ define: [trusting('name'), trusting('locale')] });
  await eventually(async () => expect(await found()).toEqual([]), { timeoutMs: 20_000 });
});

test('a value that breaks its type is rejected with the reason, and the rest of the identify stands', async () => {
  const [age, tier] = [`age-${unique()}`, `tier-${unique()}`];
  await changeSchema({
    define: [
      definition(age, { type: 'NUMBER', minimum: '0', maximum: '130' }),
      definition(tier, { allowedValues: ['gold', 'silver'] }),
    ],
  });
  const user = unique();
  const id = await profile.resolveOne(user);
  await profile.send(user, { type: 'identify', traits: { [age]: '42', [tier]: 'lead' } });
  await eventually(async () => expect(valueOf(await known(id), age)).toBe('42'));
  expect((await known(id)).rejectedTraits).toEqual([{ name: tier, reason: 'NOT_ALLOWED' }]);
});

test('a sensitive trait is seen by the customer and by whom the schema names, also where it was rejected', async () => {
  const name = `diagnosis-${unique()}`;
  const sensitive = (visibleTo: Role[]) => definition(name, { dataClass: 'SENSITIVE', visibleTo, maximum: '20' });
  await changeSchema({ define: [sensitive(['SUPERVISOR'])] });
  const [user, other] = [unique(), unique()];
  const [id, otherId] = [await profile.resolveOne(user), await profile.resolveOne(other)];
  await profile.send(user, { type: 'identify', traits: { [name]: 'asthma', plain: 'x' } });
  await profile.send(other, { type: 'identify', traits: { [name]: 'a'.repeat(21), plain: 'x' } });
  const sees = async (viewer: Viewer) => valueOf(await known(id, viewer), name);
  await eventually(async () => expect(await sees(viewerOf('SUPERVISOR'))).toBe('asthma'));
  expect(await sees(viewerOf('AGENT'))).toBeUndefined();
  expect(valueOf(await known(id), 'plain')).toBe('x');
  const own = await profile.graph(viewerOf('CUSTOMER', id), '{ me { traits { name } } }');
  expect(own.data?.['me']).toEqual({ traits: [{ name }, { name: 'plain' }] });
  await eventually(async () =>
    expect((await known(otherId, viewerOf('SUPERVISOR'))).rejectedTraits).toEqual([{ name, reason: 'TOO_LONG' }]),
  );
  expect((await known(otherId)).rejectedTraits).toEqual([]);
  expect(await changeSchema({ remove: [name] })).toMatchObject({
    schema: null,
    userErrors: [{ code: 'SENSITIVE_STAYS' }],
  });
});

test('the schema is the operators’ alone, each change is a version, and the audit says who, what and why', async () => {
  const name = unique();
  const before = await changeSchema({ define: [definition(`a-${name}`)] });
  const after = await changeSchema({ define: [definition(`b-${name}`)] });
  expect(after.schema!.version).toBe(before.schema!.version + 1);
  const told = (await profile.published(auditRecorded.profile, 'trait-schema', 2)).map(({ data }) => data);
  expect(told).toContainEqual(
    expect.objectContaining({ action: 'Mutation.profileChangeTraitSchema', reason: 'the CRM is the truth' }),
  );
  expect(await changeSchema({ reason: '' })).toMatchObject({ userErrors: [{ field: 'input.reason' }] });
  expect(await changeSchema({ define: [definition('email')] })).toMatchObject({ schema: null });
  const { errors } = await profile.graph(
    viewerOf('SUPERVISOR'),
    'mutation { profileChangeTraitSchema(input: {reason: "x"}) { userErrors { code } } }',
  );
  expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('who belongs to a group has a trait that says so', async () => {
  const user = unique();
  const id = await profile.resolveOne(user);
  await profile.send(user, { type: 'group', properties: { groupId: 'household-1' } });
  await eventually(async () => expect(valueOf(await known(id), 'group:household-1')).toBe('true'));
});

describe('computed traits', () => {
  const declare = async (input: object) =>
    (
      await ask<{ done: { computedTrait: { version: number; countsFrom: string } | null; userErrors: object[] } }>(
        operator,
        `mutation ($input: DeclareComputedTraitInput!) { done: profileDeclareComputedTrait(input: $input) {
           computedTrait { version countsFrom } userErrors { code field } } }`,
        { input: { description: 'Orders.', event: 'Order Completed', reason: 'asked for by service', ...input } },
      )
    ).done;
  const end = (name: string) =>
    ask(
      operator,
      `mutation ($input: EndComputedTraitInput!) { done: profileEndComputedTrait(input: $input) {
         computedTrait { name } userErrors { code } } }`,
      { input: { name, reason: 'no longer needed' } },
    );
  /** An hour later, so that it is later than every declaration of these tests. */
  const later = { receivedAt: at(60), timestamp: at(60) };
  const order = (properties: object = {}, rest: Partial<Call> = {}): Call => ({
    type: 'track',
    event: 'Order Completed',
    timestamp: later.timestamp,
    properties: { ...properties },
    ...rest,
  });

  test('what is declared is counted from then on, each call once, and shown beside what was stated', async () => {
    const [count, spent, user] = [`orders_${unique()}`, `spent_${unique()}`, unique()];
    const id = await profile.resolveOne(user);
    await declare({ name: count, computes: 'COUNT', windowDays: 30 });
    await declare({ name: spent, computes: 'SUM', property: 'total', currencyProperty: 'currency' });
    const messageId = unique();
    const euros = order({ total: '10.10', currency: 'EUR' }, { messageId });
    await profile.sendAt(later.receivedAt, user, euros, order({ total: '0.20', currency: 'EUR' }));
    await profile.sendAt(later.receivedAt, user, euros, order({ total: 5, currency: 'USD' }, { timestamp: at(-5) }));
    await profile.sendAt(later.receivedAt, user, { type: 'identify', traits: { [count]: 7, mark: 'last' } });
    await eventually(async () => expect(valueOf(await known(id), 'mark')).toBe('last'));
    const customer = await known(id);
    expect(customer.traits.find(({ name }) => name === count)).toMatchObject({
      value: '2',
      source: 'computed',
      observedAt: at(60),
      confidence: 1,
      otherSources: [],
    });
    expect(valueOf(customer, spent)).toBe('[{"amount":"10.3","currency":"EUR"}]');
    expect(customer.rejectedTraits).toEqual([{ name: count, reason: 'COMPUTED' }]);
    await end(count);
    expect(valueOf(await known(id), count)).toBeUndefined();
  });

  test('a merged customer’s events count together, and apart again after an un-merge', async () => {
    const name = `orders_${unique()}`;
    await declare({ name, computes: 'COUNT' });
    const emails = [`${unique()}@example.org`, `${unique()}@example.org`];
    const ids: string[] = [];
    for (const value of emails) {
      ids.push(await profile.resolveOne(value, 'EMAIL'));
      await profile.sendAt(later.receivedAt, '', order({}, { identifiers: [{ type: 'EMAIL', value }] }));
    }
    const [older, younger] = ids as [string, string];
    const counted = async (id: string) => valueOf(await known(id), name);
    await eventually(async () => expect([await counted(older), await counted(younger)]).toEqual(['1', '1']));
    await ask(
      viewerOf('AGENT'),
      'mutation ($input: MergeCustomersInput!) { profileMergeCustomers(input: $input) { userErrors { code } } }',
      { input: { from: older, into: younger, reason: 'same passport' } },
    );
    expect([await counted(older), await counted(younger)]).toEqual(['2', '2']);
    await ask(
      viewerOf('AGENT'),
      'mutation ($input: UnmergeCustomersInput!) { profileUnmergeCustomers(input: $input) { userErrors { code } } }',
      { input: { customerId: younger, reason: 'two sisters' } },
    );
    expect([await counted(older), await counted(younger)]).toEqual(['1', '1']);
  });

  test('another wording counts on, another way of counting begins anew', async () => {
    const [name, user] = [`orders_${unique()}`, unique()];
    const id = await profile.resolveOne(user);
    const first = await declare({ name, computes: 'COUNT' });
    await profile.sendAt(later.receivedAt, user, order());
    await eventually(async () => expect(valueOf(await known(id), name)).toBe('1'));
    const reworded = await declare({ name, computes: 'COUNT', description: 'Orders, all of them.' });
    expect(reworded.computedTrait).toEqual({ version: 2, countsFrom: first.computedTrait!.countsFrom });
    expect(valueOf(await known(id), name)).toBe('1');
    await declare({ name, computes: 'COUNT', windowDays: 7 });
    expect(valueOf(await known(id), name)).toBeUndefined();
    const { profileComputedTraits } = await ask<{ profileComputedTraits: { name: string; windowDays: number }[] }>(
      operator,
      '{ profileComputedTraits { name windowDays version reason declaredBy } }',
    );
    expect(profileComputedTraits).toContainEqual(
      expect.objectContaining({ name, windowDays: 7, version: 3, declaredBy: 'operator-1' }),
    );
  });

  test('a trait is not both stated and computed, and only operators declare', async () => {
    expect(await declare({ name: 'locale', computes: 'COUNT' })).toMatchObject({
      computedTrait: null,
      userErrors: [{ code: 'TAKEN', field: 'input.name' }],
    });
    expect(await declare({ name: `x_${unique()}`, computes: 'SUM' })).toMatchObject({
      userErrors: [{ field: 'input.property' }],
    });
    const name = `orders_${unique()}`;
    await declare({ name, computes: 'COUNT' });
    expect(await changeSchema({ define: [definition(name)] })).toMatchObject({ schema: null });
    const { errors } = await profile.graph(
      viewerOf('AGENT'),
      'mutation { profileEndComputedTrait(input: {name: "x", reason: "x"}) { userErrors { code } } }',
    );
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});
