// What it costs to ask and to listen: as many statements for many customers as for one.
import { eventually, statementsDuring, viewerOf } from '@rapport/testkit';
import { at, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const OWN_TABLES = new RegExp(
  `\\b(${`customer identifier contact_point account holder ingested_message aggregate card loan instalment application
     trait_statement rejected_trait trait_schema computed_trait trait_bucket`.replaceAll(/\s+/g, '|')})\\b`,
);

/** What a job looks for by itself. */
const IS_JOB = /FROM trait_schema WHERE settled_after/;
/** What is written when reads are told, a moment after they were answered. */
const TELLS_READS = /^(INSERT INTO|UPDATE) aggregate/;

const money = { amount: '100.00', currency: 'EUR' };
/** What everybody has with the bank; ids are told apart by the user. */
const FINANCES: readonly (readonly [event: string, properties: Readonly<Record<string, unknown>>])[] = [
  ['Balance Reported', { accountId: 'acct', currency: 'EUR', booked: '7.00', asOf: at(-20) }],
  ['Card Issued', { cardId: 'card', accountId: 'acct', cardType: 'DEBIT' }],
  ['Instalment Due', { loanId: 'loan', dueOn: '2026-03-15', ...money }],
  ['Payment Received', { paymentId: 'pay', loanId: 'loan', receivedAt: at(-20), ...money }],
  ['Application Step', { applicationId: 'app', product: 'MORTGAGE', step: 'start', status: 'STARTED' }],
];

/** The beginnings of the statements on profile's tables that some work takes. */
const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const texts = (await statementsDuring(work)).map(({ text }) => text);
  return texts.filter((text) => OWN_TABLES.test(text) && !IS_JOB.test(text)).map((text) => text.slice(0, 80));
};

/** Logins of the last month are counted from now on. */
const declareLogins = () =>
  profile.graph(
    viewerOf('OPERATOR'),
    `mutation { profileDeclareComputedTrait(input: {
       name: "logins_30d", description: "Logins.", event: "Logged In", computes: COUNT, windowDays: 30, reason: "x"
     }) { userErrors { code } } }`,
  );

/** Identifies so many new users in one message, each with an account, a card, a loan and a login; waits for all. */
const identify = async (count: number): Promise<string[]> => {
  const users = Array.from({ length: count }, unique);
  const calls = users.flatMap((value, index) => {
    const identifiers = [{ type: 'USER_ID' as const, value }];
    const properties = { accountId: `acct-${value}`, accountType: 'CURRENT', currency: 'EUR' };
    return [
      { type: 'identify' as const, identifiers, traits: { name: `Number ${index}`, email: `${value}@example.org` } },
      { type: 'track' as const, identifiers, event: 'Account Opened', properties },
      ...FINANCES.map(([event, own]) => ({
        type: 'track' as const,
        identifiers,
        event,
        properties: Object.fromEntries(
          Object.entries(own).map(([name, given]) => [name, name.endsWith('Id') ? `${String(given)}-${value}` : given]),
        ),
      })),
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

test('some five hundred calls take as many statements as eight', async () => {
  await declareLogins();
  // What every start does once is over then.
  await identify(1);
  const few = await statementsOf(() => identify(1));
  expect(few.length).toBeGreaterThan(5);
  expect(few.some((statement) => statement.includes('trait_bucket'))).toBe(true);
  expect(await statementsOf(() => identify(60))).toEqual(few);
});

test('twenty customers take as many statements as one', async () => {
  const ids = await idsOf(await identify(20));
  const ask = async (asked: readonly string[]) => {
    const { data, errors } = await profile.graph(
      viewerOf('AGENT'),
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer {
         displayName locale timeZone identities { value } traits { name } accounts { id holders { role }
         balance { asOf } cards { id } }
         cards { id } loans { alreadyPaid } applications { isAbandoned documents { id } } } } }`,
      { of: asked.map((id) => ({ __typename: 'Customer', id })) },
    );
    expect([errors, (data?.['_entities'] as unknown[]).length]).toEqual([[], asked.length]);
  };
  const readsOf = async (asked: readonly string[]) =>
    (await statementsOf(() => ask(asked))).filter((statement) => !TELLS_READS.test(statement));
  const one = await readsOf(ids.slice(0, 1));
  expect(one.length).toBeGreaterThan(0);
  // What is asked at the same time may be answered in any order.
  expect((await readsOf(ids)).sort()).toEqual(one.sort());
});
