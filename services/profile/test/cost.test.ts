// What it costs to ask and to listen: as many statements for many customers as for one.
import { jest } from '@jest/globals';
import { eventually, viewerOf } from '@rapport/testkit';
import pg from 'pg';
import { at, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const TRAIT_TABLES = 'trait_statement|rejected_trait|trait_schema|computed_trait|trait_bucket';
const OWN_TABLES = new RegExp(
  `\\b(customer|identifier|contact_point|account|holder|ingested_message|aggregate|${TRAIT_TABLES})\\b`,
);

/** What a job looks for by itself. */
const IS_JOB = /FROM trait_schema WHERE settled_after/;

/** The beginnings of the statements on profile's tables that some work takes. */
const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    const statements = query.mock.calls.map(([statement]) => statement.replaceAll(/\s+/g, ' '));
    const asked = statements.filter((statement) => OWN_TABLES.test(statement) && !IS_JOB.test(statement));
    return asked.map((statement) => statement.slice(0, 80));
  } finally {
    query.mockRestore();
  }
};

/** Logins of the last month are counted from now on. */
const declareLogins = () =>
  profile.graph(
    viewerOf('OPERATOR'),
    `mutation { profileDeclareComputedTrait(input: {
       name: "logins_30d", description: "Logins.", event: "Logged In", computes: COUNT, windowDays: 30, reason: "x"
     }) { userErrors { code } } }`,
  );

/** Identifies so many new users in one message, each with an account and a login, and waits for the last. */
const identify = async (count: number): Promise<string[]> => {
  const users = Array.from({ length: count }, unique);
  const calls = users.flatMap((value, index) => {
    const identifiers = [{ type: 'USER_ID' as const, value }];
    const properties = { accountId: `acct-${value}`, accountType: 'CURRENT', currency: 'EUR' };
    return [
      { type: 'identify' as const, identifiers, traits: { name: `Number ${index}`, email: `${value}@example.org` } },
      { type: 'track' as const, identifiers, event: 'Account Opened', properties },
      { type: 'track' as const, identifiers, event: 'Logged In', timestamp: at(60) },
    ];
  });
  await profile.sendAt(at(60), 'nobody-else', ...calls);
  const manager = await profile.nats.jetstreamManager();
  // No statement of the test's own: the durable says when everything is taken.
  await eventually(async () => {
    const { num_pending: waiting, num_ack_pending: taken } = await manager.consumers.info('INGEST', 'profile');
    expect([waiting, taken]).toEqual([0, 0]);
  });
  return users;
};

const idsOf = (users: readonly string[]) => Promise.all(users.map((user) => profile.resolveOne(user)));

test('three hundred calls take as many statements as three', async () => {
  await declareLogins();
  // What every start does once is over then.
  await identify(1);
  const few = await statementsOf(() => identify(1));
  expect(few.length).toBeGreaterThan(5);
  expect(few.some((statement) => statement.includes('trait_bucket'))).toBe(true);
  expect(await statementsOf(() => identify(100))).toEqual(few);
});

test('twenty customers take as many statements as one', async () => {
  const ids = await idsOf(await identify(20));
  const ask = async (asked: readonly string[]) => {
    const { data, errors } = await profile.graph(
      viewerOf('AGENT'),
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
         displayName locale timeZone identities { value } traits { name } accounts { id holders { role } }
         applications { documents { id } } } } }`,
      { of: asked.map((id) => ({ __typename: 'Customer', id })) },
    );
    expect([errors, (data?.['_entities'] as unknown[]).length]).toEqual([[], asked.length]);
  };
  const one = await statementsOf(() => ask(ids.slice(0, 1)));
  expect(one.length).toBeGreaterThan(0);
  expect(await statementsOf(() => ask(ids))).toEqual(one);
});
