// The service whole: what it makes of raw calls, what it answers and what it says, on real PostgreSQL and NATS.
import {
  contactPointIdOf,
  customerUpdated,
  identifierHash,
  profileAddress,
  profileOwners,
  profileResolve,
} from '@rapport/contracts';
import { eventually, viewerOf } from '@rapport/testkit';
import { at, type Call, contactPointKey, identifierKey, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const known = async (userId: string, role: 'AGENT' | 'SUPERVISOR' = 'AGENT') => {
  const { data } = await profile.graph(
    viewerOf(role),
    `{ customerByIdentity(type: USER_ID, value: "${userId}") {
       id displayName locale timeZone identities { type value } traits { name value } rejectedTraits { name reason }
       accounts { id type currency name holders { role customer { id } } }
       applications { id product step status documents { id type } } } }`,
  );
  return data?.['customerByIdentity'] as Record<string, unknown> | null;
};

/** Waits until what profile knows of a user is like this. */
const expectKnown = (userId: string, expected: Record<string, unknown>) =>
  eventually(async () => {
    const customer = await known(userId);
    expect(customer).toMatchObject(expected);
    return customer as Record<string, unknown> & { id: string };
  });

const ADA = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  locale: 'en_GB',
  timezone: 'Europe/London',
  phone: '+44 20 7946 0958',
  plan: { tier: 'gold' },
};

test('who says who they are is known by name, language and zone, and the others are told', async () => {
  const user = unique();
  const email = `${user}@example.org`;
  await profile.send(user, { type: 'identify', traits: { ...ADA, email } });
  const { id, traits } = await expectKnown(user, {
    displayName: 'Ada Lovelace',
    locale: 'en-GB',
    timeZone: 'Europe/London',
  });
  expect(traits).toContainEqual({ name: 'plan', value: '{"tier":"gold"}' });
  const [said] = await profile.published(customerUpdated, id);
  expect(said!.data).toMatchObject({
    locale: 'en-GB',
    timeZone: 'Europe/London',
    contactPoints: expect.arrayContaining([
      { contactPointId: contactPointIdOf(contactPointKey, 'PHONE', '+442079460958'), kind: 'PHONE' },
      { contactPointId: contactPointIdOf(contactPointKey, 'EMAIL', email), kind: 'EMAIL' },
    ]),
    identifiers: expect.arrayContaining([{ type: 'EMAIL', hash: identifierHash(identifierKey, 'EMAIL', email) }]),
  });
  expect(JSON.stringify(said)).not.toMatch(/example\.org|7946|Lovelace/);
});

test('the same call again, and the same facts in another call, change nothing and are not announced', async () => {
  const user = unique();
  const call: Call = { type: 'identify', messageId: unique(), traits: { name: 'Grace', email: `${user}@example.org` } };
  await profile.send(user, call);
  const before = await expectKnown(user, { displayName: 'Grace' });
  await profile.send(user, call);
  await profile.send(user, { ...call, messageId: unique() });
  await profile.send(user, { type: 'identify', traits: { mark: 'last' } });
  const after = await expectKnown(user, { traits: expect.arrayContaining([{ name: 'mark', value: 'last' }]) });
  expect(after).toEqual({ ...before, traits: after['traits'] });
  expect(await profile.published(customerUpdated, before.id)).toHaveLength(1);
});

test('a late call never overwrites what was said later, and a clock that runs ahead freezes nothing', async () => {
  const user = unique();
  await profile.send(user, { type: 'identify', timestamp: at(-5), traits: { name: 'Newer', locale: 'de-DE' } });
  await profile.send(user, {
    type: 'identify',
    timestamp: at(-60),
    traits: { name: 'Older', locale: 'fr-FR', city: 'Paris' },
  });
  const late = { traits: expect.arrayContaining([{ name: 'city', value: 'Paris' }]) };
  expect(await expectKnown(user, late)).toMatchObject({ displayName: 'Newer', locale: 'de-DE' });
  await profile.send(user, { type: 'identify', timestamp: '2099-01-01T00:00:00.000Z', traits: { name: 'Ahead' } });
  await expectKnown(user, { displayName: 'Ahead' });
  await profile.send(user, { type: 'identify', timestamp: at(0), traits: { name: 'Now' } });
  await expectKnown(user, { displayName: 'Now' });
});

test('a device fills in a language that nobody stated, and gives way to a stated one, however early', async () => {
  const user = unique();
  await profile.send(user, { type: 'page', context: { locale: 'nl-NL', timezone: 'Europe/Amsterdam' } });
  await expectKnown(user, { locale: 'nl-NL', timeZone: 'Europe/Amsterdam' });
  await profile.send(user, { type: 'identify', timestamp: at(-500), traits: { locale: 'pl-PL' } });
  await expectKnown(user, { locale: 'pl-PL', timeZone: 'Europe/Amsterdam' });
});

test('what cannot be believed is noted by itself, and the rest of the identify stands', async () => {
  const user = unique();
  const traits = {
    name: 'Alan',
    phone: '12',
    email: 'nowhere',
    timezone: 'Mars/Base',
    locale: '??',
    odd: 'a\0b',
    half: '\ud800',
  };
  await profile.send(
    user,
    { type: 'identify', traits },
    { type: 'track', event: 'Account Opened', properties: { accountId: '' } },
  );
  const { rejectedTraits } = await expectKnown(user, {
    displayName: 'Alan',
    locale: 'en',
    timeZone: 'UTC',
    accounts: [],
  });
  expect(rejectedTraits).toEqual([
    { name: 'email', reason: 'NOT_AN_EMAIL' },
    { name: 'half', reason: 'NOT_STORABLE' },
    { name: 'locale', reason: 'UNKNOWN_LOCALE' },
    { name: 'odd', reason: 'NOT_STORABLE' },
    { name: 'phone', reason: 'NOT_A_PHONE_NUMBER' },
    { name: 'timeZone', reason: 'UNKNOWN_TIME_ZONE' },
  ]);
});

test('a call of nobody is left out, and the calls beside it are taken', async () => {
  const user = unique();
  const nobody = { type: 'identify' as const, identifiers: [{ type: 'USER_ID' as const, value: 'null' }] };
  await profile.send(
    user,
    { ...nobody, traits: { name: 'Nobody' } },
    { type: 'identify', traits: { name: 'Somebody' } },
  );
  await expectKnown(user, { displayName: 'Somebody' });
  expect(await known('null')).toBeNull();
});

test('an account with a joint holder is an account of both', async () => {
  const [owner, joint, accountId] = [unique(), unique(), `acct-${unique()}`];
  const properties = {
    accountId,
    accountType: 'CURRENT',
    currency: 'EUR',
    holders: [{ userId: joint, role: 'JOINT' }],
  };
  await profile.send(owner, { type: 'track', event: 'Account Opened', properties });
  const [{ id: ownerId }, { id: jointId }] = [
    await expectKnown(owner, { accounts: [{ id: accountId }] }),
    await expectKnown(joint, {}),
  ];
  const [said] = await profile.published(customerUpdated, jointId);
  expect(said!.data.accounts).toEqual([{ accountId, accountType: 'CURRENT', currency: 'EUR', role: 'JOINT' }]);
  const reference = (viewer: string) =>
    profile.graph(
      viewerOf('CUSTOMER', viewer),
      `{ _entities(representations: [{__typename: "Account", id: "${accountId}"}]) {
         ... on Account { id type holders { role customer { id } } } } }`,
    );
  const stranger = await reference(await profile.resolveOne(unique()));
  expect(stranger.data?.['_entities']).toEqual([null]);
  for (const [viewer, other] of [
    [ownerId, 'JOINT'],
    [jointId, 'OWNER'],
  ] as const) {
    const { data, errors } = await reference(viewer);
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toMatchObject([{ id: accountId, type: 'CURRENT' }]);
    const [{ holders }] = data?.['_entities'] as [{ holders: { role: string; customer: unknown }[] }];
    expect(holders.find(({ role }) => role === other)).toEqual({ role: other, customer: null });
  }
});

test('a corrected account is announced to every holder, also to those whom the correction does not name', async () => {
  const [owner, joint, accountId] = [unique(), unique(), `acct-${unique()}`];
  const opened = { accountId, accountType: 'CURRENT', currency: 'EUR' };
  const event = 'Account Opened';
  await profile.send(owner, {
    type: 'track',
    event,
    properties: { ...opened, holders: [{ userId: joint, role: 'JOINT' }] },
  });
  await expectKnown(joint, { accounts: [{ type: 'CURRENT' }] });
  await profile.send(owner, {
    type: 'track',
    event,
    timestamp: at(-1),
    properties: { ...opened, accountType: 'SAVINGS' },
  });
  const { id } = await expectKnown(joint, { accounts: [{ type: 'SAVINGS' }] });
  const said = await profile.published(customerUpdated, id, 2);
  expect(said.at(-1)!.data.accounts).toMatchObject([{ accountType: 'SAVINGS', role: 'JOINT' }]);
});

test('a loan is an account, and an application stands where its newest step left it', async () => {
  const [user, loanId] = [unique(), `loan-${unique()}`];
  const step = (name: string, status: string, timestamp: string): Call => ({
    type: 'track',
    event: 'Application Step',
    timestamp,
    properties: { applicationId: 'app-1', product: 'MORTGAGE', step: name, status },
  });
  const money = { amount: '160.00', currency: 'EUR' };
  await profile.send(
    user,
    {
      type: 'track',
      event: 'Loan Opened',
      properties: { loanId, principal: '5000.00', currency: 'EUR', openedAt: at(-900) },
    },
    { type: 'track', event: 'Instalment Due', properties: { loanId, dueOn: '2026-03-15', ...money } },
    { type: 'track', event: 'Payment Received', properties: { paymentId: 'p1', loanId, receivedAt: at(-8), ...money } },
    step('income', 'SUBMITTED', at(-5)),
    step('start', 'STARTED', at(-50)),
    {
      type: 'track',
      event: 'Document Received',
      properties: { documentId: 'd1', applicationId: 'app-1', documentType: 'PAYSLIP' },
    },
  );
  const application = { id: 'app-1', product: 'MORTGAGE', step: 'income', status: 'SUBMITTED' };
  await expectKnown(user, {
    accounts: [{ id: loanId, type: 'LOAN' }],
    applications: [{ ...application, documents: [{ id: 'd1', type: 'PAYSLIP' }] }],
  });
});

test('the same sets have the same customers, also when many ask at once', async () => {
  const users = Array.from({ length: 20 }, unique);
  const sets = users.flatMap((value) => [
    {
      identifiers: [
        { type: 'USER_ID' as const, value },
        { type: 'ANONYMOUS_ID' as const, value: `a-${value}` },
      ],
    },
    { identifiers: [{ type: 'ANONYMOUS_ID' as const, value: `a-${value}` }] },
  ]);
  // Asked without the second try that the others give a question that failed: none may fail.
  const ask = async (order: typeof sets) => {
    const reply = await profile.nats.request(profileResolve.subject, JSON.stringify({ sets: order }), {
      timeout: 5_000,
    });
    return profileResolve.response.parse(reply.json<{ value: unknown }>().value);
  };
  const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((turn) => ask(turn % 2 === 0 ? sets : sets.toReversed())));
  const [first, ...others] = answers.map(({ customerIds }, turn) =>
    turn % 2 === 0 ? customerIds : customerIds.toReversed(),
  );
  for (const other of others) expect(other).toEqual(first);
  expect(new Set(first).size).toBe(users.length);
  expect(await profile.published(customerUpdated, first![0]!)).toHaveLength(1);
});

test('a set that identifies nobody is refused, and the refusal says which', async () => {
  const nobody = { identifiers: [{ type: 'ANONYMOUS_ID' as const, value: '0000-0000' }] };
  const somebody = { identifiers: [{ type: 'USER_ID' as const, value: unique() }] };
  await expect(profile.ask(profileResolve)({ sets: [somebody, nobody] })).rejects.toThrow(/sets\.1\.identifiers/);
  expect(await known(somebody.identifiers[0]!.value)).toBeNull();
});

test('a customer is reached at what they gave last, and a shared telephone has several owners', async () => {
  const [first, second] = [unique(), unique()];
  const phone = `+4930${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
  await profile.send(first, { type: 'identify', traits: { phone, email: `old-${first}@example.org` } });
  await profile.send(first, {
    type: 'identify',
    timestamp: at(-1),
    traits: { email: `new-${first}@example.org`, mark: 1 },
  });
  await profile.send(second, { type: 'identify', traits: { phone } });
  const { id } = await expectKnown(first, { traits: [{ name: 'mark', value: '1' }] });
  const { id: secondId } = await expectKnown(second, {});
  const address = (channel: 'SMS' | 'EMAIL' | 'PUSH') => profile.ask(profileAddress)({ customerId: id, channel });
  const contactPointId = contactPointIdOf(contactPointKey, 'PHONE', phone);
  expect((await address('SMS')).address).toEqual({
    contactPointId,
    value: phone,
    masked: expect.stringMatching(/^\+49•+\d\d$/),
  });
  expect((await address('EMAIL')).address?.value).toBe(`new-${first}@example.org`);
  expect((await address('PUSH')).address).toBeNull();
  await eventually(async () =>
    expect(await profile.ask(profileOwners)({ contactPointId })).toEqual({ customerIds: [id, secondId].sort() }),
  );
});
