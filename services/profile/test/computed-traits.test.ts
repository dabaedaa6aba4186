// Traits that operators declare and profile computes from events.
import { eventually, viewerOf } from '@rapport/testkit';
import { definition, operator, traitsOf, valueOf } from './known-traits.ts';
import { at, type Call, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const { ask, known, changeSchema } = traitsOf(() => profile);

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
