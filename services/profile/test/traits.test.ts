// What is known of a customer, and whose word counts: sources, the schema, and who sees what.
import { auditRecorded, customerUpdated, type Role, type Viewer } from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import pg from 'pg';
import { definition, operator, traitsOf, valueOf } from './known-traits.ts';
import { at, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const { ask, known, changeSchema } = traitsOf(() => profile);

/** A machine with other work to do takes its time. */
const PATIENCE = { timeoutMs: 30_000 };
const TEST_MS = 120_000;

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
  }, PATIENCE);
  return { user, id };
};

test(
  'every source’s word is kept, the trusted one’s holds, and a change of trust decides anew',
  async () => {
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
  },
  TEST_MS,
);

test(
  'another trust in names renames everybody, and another trust in languages is told to the others',
  async () => {
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
    await eventually(async () => expect(await found()).toEqual([id]), PATIENCE);
    expect((await profile.published(customerUpdated, id, 2)).at(-1)!.data.locale).toBe('de-DE');
    await changeSchema({ define: [trusting('name'), trusting('locale')] });
    await eventually(async () => expect(await found()).toEqual([]), PATIENCE);
  },
  TEST_MS,
);

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

test('what the version before still writes while both serve is known as what its source said', async () => {
  const id = await profile.resolveOne(unique());
  const client = new pg.Client(profile.databaseUrl);
  await client.connect();
  try {
    const say = (value: string, minutes: number) =>
      client.query(
        `INSERT INTO trait (customer_id, name, value, source, observed_at, confidence)
         VALUES ($1, 'plan', $2, 'crm', $3, 1)
         ON CONFLICT (customer_id, name) DO UPDATE SET value = excluded.value, observed_at = excluded.observed_at`,
        [id, JSON.stringify(value), at(minutes)],
      );
    await say('gold', -5);
    expect(valueOf(await known(id), 'plan')).toBe('gold');
    await say('silver', -1);
    await say('older', -9);
    expect(valueOf(await known(id), 'plan')).toBe('silver');
  } finally {
    await client.end();
  }
});

test('who belongs to a group has a trait that says so', async () => {
  const user = unique();
  const id = await profile.resolveOne(user);
  await profile.send(user, { type: 'group', properties: { groupId: 'household-1' } });
  await eventually(async () => expect(valueOf(await known(id), 'group:household-1')).toBe('true'));
});
