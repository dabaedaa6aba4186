// What customers have with the bank: balances, cards, loans and what of them is paid, applications and documents.
import { obligationsChanged } from '@rapport/contracts';
import { chooseSeed, eventually, seededRandom, viewerOf } from '@rapport/testkit';
import { at, type Call, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const track = (event: string, properties: Record<string, unknown>, minutes = -10): Call => ({
  type: 'track',
  event,
  properties,
  timestamp: at(minutes),
});

type Seen = Record<string, unknown>;
const ask = async (id: string, fields: string, viewer = viewerOf('AGENT')): Promise<Seen> => {
  const { data, errors } = await profile.graph(viewer, `{ customer(id: "${id}") { ${fields} } }`);
  expect(errors).toEqual([]);
  return data?.['customer'] as Seen;
};
const expectSeen = (id: string, fields: string, expected: Seen) =>
  eventually(async () => {
    const seen = await ask(id, fields);
    expect(seen).toMatchObject(expected);
    return seen;
  });

const EUR = { currency: 'EUR' };
const money = (amount: string) => ({ amount, ...EUR });
const LOAN = `loans { id accountId principal { amount } outstanding { amount currency } arrears { amount { amount } days }
  schedule { dueOn amount { amount } paid { amount } status paidAt } nextDue { dueOn status } alreadyPaid
  lastPayment { id reversedAt } }`;

/** A loan of three instalments, of which the middle one is due today. */
const loanCalls = (loanId: string): Call[] => [
  track('Loan Opened', { loanId, principal: '290', ...EUR, openedAt: at(-90_000), instalmentCount: 3 }, -90_000),
  track(
    'Schedule Agreed',
    {
      loanId,
      ...EUR,
      instalments: ['2026-02-02', '2026-03-02', '2026-04-02'].map((dueOn) => ({ dueOn, amount: '100.00' })),
    },
    -89_000,
  ),
];
const payment = (loanId: string, paymentId: string, amount: string, minutes: number): Call =>
  track('Payment Received', { paymentId, loanId, ...money(amount), receivedAt: at(minutes) }, minutes);

test('a customer who has paid is known to have, and the others are told once', async () => {
  const [user, loanId] = [unique(), `loan-${unique()}`];
  const id = await profile.resolveOne(user);
  await profile.send(user, ...loanCalls(loanId));
  await expectSeen(id, LOAN, {
    loans: [
      {
        id: loanId,
        principal: { amount: '290' },
        outstanding: money('300'),
        arrears: { amount: { amount: '100' }, days: 28 },
        nextDue: { dueOn: '2026-03-02', status: 'DUE' },
        alreadyPaid: false,
        lastPayment: null,
      },
    ],
  });
  const paid = payment(loanId, `p-${loanId}`, '200.00', -5);
  await profile.send(user, paid);
  await expectSeen(id, LOAN, {
    loans: [
      {
        outstanding: money('100'),
        arrears: null,
        nextDue: { dueOn: '2026-04-02', status: 'UPCOMING' },
        alreadyPaid: true,
        lastPayment: { id: `p-${loanId}`, reversedAt: null },
      },
    ],
  });
  const told = await profile.published(obligationsChanged, id, 2);
  expect(told.map(({ data }) => data.loans[0]!.paidThrough)).toEqual([null, '2026-03-02']);
  // Said again, it is no news; the reversal after it is.
  await profile.send(user, { ...paid, messageId: unique() });
  const reversal = { paymentId: `p-${loanId}`, loanId, reversedAt: at(-1), reason: 'INSUFFICIENT_FUNDS' };
  await profile.send(user, track('Payment Reversed', reversal, -1));
  await expectSeen(id, LOAN, { loans: [{ alreadyPaid: false, lastPayment: null }] });
  const after = await profile.published(obligationsChanged, id, 3);
  expect(after.map(({ data }) => data.loans[0]!.paidThrough)).toEqual([null, '2026-03-02', null]);
  const { payments } = await ask(id, 'payments { edges { node { id reversedAt reversalReason } } }');
  expect(payments).toEqual({
    edges: [{ node: { id: `p-${loanId}`, reversedAt: at(-1), reversalReason: 'INSUFFICIENT_FUNDS' } }],
  });
});

test('in whichever order loan, schedule, payments and reversals arrive, the loan stands alike', async () => {
  const random = seededRandom(chooseSeed());
  const arrivals = Array.from({ length: 4 }, () => ({ user: unique(), loanId: `loan-${unique()}` }));
  const states: unknown[] = [];
  for (const [turn, { user, loanId }] of arrivals.entries()) {
    const reversal = { paymentId: `b-${loanId}`, loanId, reversedAt: at(-20), reason: 'OTHER' };
    const calls = [
      ...loanCalls(loanId),
      track('Instalment Due', { loanId, dueOn: '2026-01-20', ...money('55.00') }, -95_000),
      track('Instalment Due', { loanId, dueOn: '2026-04-02', ...money('120.00') }, -80_000),
      payment(loanId, `a-${loanId}`, '60.00', -300),
      payment(loanId, `b-${loanId}`, '90.00', -200),
      payment(loanId, `c-${loanId}`, '70.00', -100),
      track('Payment Reversed', reversal, -20),
    ];
    const order = turn === 0 ? calls : calls.map((call) => [random.next(), call] as const).sort(([a], [b]) => a - b);
    for (const item of order) await profile.send(user, Array.isArray(item) ? (item[1] as Call) : (item as Call));
    await profile.send(user, { type: 'identify', traits: { name: `Turn ${turn}` } });
    const id = await profile.resolveOne(user);
    const seen = await expectSeen(id, `displayName ${LOAN}`, { displayName: `Turn ${turn}` });
    states.push(JSON.parse(JSON.stringify(seen['loans']).replaceAll(loanId, 'loan')));
  }
  expect({ seed: random.seed, state: states[0] }).toMatchObject({
    state: [
      {
        outstanding: money('190'),
        arrears: null,
        schedule: [
          { dueOn: '2026-02-02', status: 'PAID', paidAt: at(-100) },
          { dueOn: '2026-03-02', status: 'PARTLY_PAID', paid: { amount: '30' } },
          { dueOn: '2026-04-02', status: 'UPCOMING', amount: { amount: '120.00' } },
        ],
        lastPayment: { id: 'c-loan' },
      },
    ],
  });
  for (const state of states) expect({ seed: random.seed, state }).toEqual({ seed: random.seed, state: states[0] });
});

test('it does not matter who pays: every borrower is told, and the payment stands with the payer', async () => {
  const [first, second, payer, loanId] = [unique(), unique(), unique(), `loan-${unique()}`];
  const ids = await Promise.all([first, second, payer].map((user) => profile.resolveOne(user)));
  await profile.send(first, ...loanCalls(loanId));
  await profile.send(second, ...loanCalls(loanId));
  for (const id of ids.slice(0, 2)) await expectSeen(id, LOAN, { loans: [{ id: loanId, alreadyPaid: false }] });
  await profile.send(payer, payment(loanId, `p-${loanId}`, '200', -5));
  for (const id of ids.slice(0, 2)) {
    await expectSeen(id, LOAN, { loans: [{ id: loanId, alreadyPaid: true }] });
    const told = await profile.published(obligationsChanged, id, 2);
    expect(told.at(-1)!.data.loans).toMatchObject([{ loanId, paidThrough: '2026-03-02' }]);
  }
  const seen = await ask(ids[2]!, 'loans { id } payments { edges { node { loanId amount { amount } } } }');
  expect(seen).toEqual({ loans: [], payments: { edges: [{ node: { loanId, amount: { amount: '200' } } }] } });
});

test('what is due today depends on where the customer lives', async () => {
  const [user, loanId] = [unique(), `loan-${unique()}`];
  const id = await profile.resolveOne(user);
  await profile.send(user, ...loanCalls(loanId), payment(loanId, `p-${loanId}`, '100', -5));
  await expectSeen(id, LOAN, { loans: [{ arrears: null, nextDue: { dueOn: '2026-03-02', status: 'DUE' } }] });
  // At noon in Berlin the next day has begun there.
  await profile.send(user, { type: 'identify', traits: { timeZone: 'Pacific/Auckland' } });
  await expectSeen(id, LOAN, { loans: [{ arrears: { days: 1 }, nextDue: { dueOn: '2026-04-02' } }] });
});

test('a schedule is listed from any day on, and by the page', async () => {
  const [user, loanId] = [unique(), `loan-${unique()}`];
  const id = await profile.resolveOne(user);
  await profile.send(user, ...loanCalls(loanId));
  await expectSeen(id, 'loans { schedule(first: 1, from: "2026-02-03") { dueOn } alreadyPaid(dueOn: "2026-02-03") }', {
    loans: [{ schedule: [{ dueOn: '2026-03-02' }], alreadyPaid: null }],
  });
  const query = `{ customer(id: "${id}") { loans { schedule(first: 101) { dueOn } } } }`;
  const { errors } = await profile.graph(viewerOf('AGENT'), query);
  expect(errors[0]).toMatchObject({ message: expect.stringContaining('from 1 to 100') });
});

test('of two who are merged the loans and payments are those of one, and the others are told of both', async () => {
  const [older, younger] = [unique(), unique()];
  const [into, from] = [
    await profile.resolveOne(`${older}@example.org`, 'EMAIL'),
    await profile.resolveOne(`${younger}@example.org`, 'EMAIL'),
  ];
  const sendAs = (user: string, ...calls: Call[]) =>
    profile.send(
      user,
      ...calls.map((call) => ({
        ...call,
        identifiers: [{ type: 'EMAIL' as const, value: `${user}@example.org` }],
      })),
    );
  const loans = [`loan-${unique()}`, `loan-${unique()}`] as const;
  const receive = (documentId: string) => track('Document Received', { documentId, documentType: 'PAYSLIP' }, -6);
  await sendAs(older, ...loanCalls(loans[0]), payment(loans[0], 'pay-1', '100', -30), receive('doc-1'));
  await sendAs(younger, ...loanCalls(loans[1]), payment(loans[1], 'pay-2', '100', -20), receive('doc-2'));
  await sendAs(younger, payment(loans[1], 'pay-1', '100', -30), receive('doc-1'));
  await expectSeen(from, 'payments { edges { node { id } } } documents { edges { node { id } } }', {
    payments: { edges: [{ node: { id: 'pay-2' } }, { node: { id: 'pay-1' } }] },
    documents: { edges: [{ node: { id: 'doc-2' } }, { node: { id: 'doc-1' } }] },
  });
  const change = async (mutation: string, input: Seen) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}CustomersInput`;
    const name = `profile${type.replace('Input', '')}`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`;
    const { data } = await profile.graph(viewerOf('AGENT'), query, { input: { ...input, reason: 'same passport' } });
    expect(data?.[name]).toEqual({ userErrors: [] });
  };
  await change('merge', { from, into });
  const list = 'payments(first: 1) { edges { node { id } } pageInfo { endCursor hasNextPage } }';
  const merged = await ask(into, `loans { id } ${list} documents { edges { node { id } } }`);
  expect((merged['loans'] as { id: string }[]).map(({ id }) => id).sort()).toEqual([...loans].sort());
  expect(merged['documents']).toEqual({ edges: [{ node: { id: 'doc-2' } }, { node: { id: 'doc-1' } }] });
  const { endCursor } = (merged['payments'] as { pageInfo: { endCursor: string } }).pageInfo;
  const next = await ask(into, list.replace('first: 1', `first: 5, after: "${endCursor}"`));
  // Both ids have a payment of the same name: once is enough.
  expect(next).toMatchObject({ payments: { edges: [{ node: { id: 'pay-1' } }], pageInfo: { hasNextPage: false } } });
  const toldOf = async (id: string, count: number) =>
    (await profile.published(obligationsChanged, id, count))
      .at(-1)!
      .data.loans.map(({ loanId }) => loanId)
      .sort();
  expect(await toldOf(into, 2)).toEqual([...loans].sort());
  const before = (await profile.published(obligationsChanged, from)).length;
  await change('unmerge', { customerId: from });
  expect(await toldOf(into, 3)).toEqual([loans[0]]);
  expect(await toldOf(from, before + 1)).toEqual([loans[1]]);
});

test('a balance is what was reported last by its own time, and never from the future', async () => {
  const [user, accountId] = [unique(), `acct-${unique()}`];
  const id = await profile.resolveOne(user);
  const report = (booked: string, asOf: string) =>
    track('Balance Reported', { accountId, ...EUR, booked, available: '900.00', asOf });
  const balance = 'accounts { balance { booked { amount currency } available { amount } asOf source } }';
  await profile.send(user, track('Account Opened', { accountId, accountType: 'CURRENT', ...EUR }));
  await expectSeen(id, balance, { accounts: [{ balance: null }] });
  await profile.send(user, report('311.80', at(-60)), report('100.00', at(-120)));
  const known = { booked: money('311.80'), available: { amount: '900.00' }, asOf: at(-60), source: 'test' };
  await expectSeen(id, balance, { accounts: [{ balance: known }] });
  await profile.send(user, report('7.00', '2099-01-01T00:00:00Z'));
  await expectSeen(id, balance, { accounts: [{ balance: { booked: money('7.00'), asOf: at(0) } }] });
});

test('a card may be blocked before it is known, and of two holders each sees their own', async () => {
  const [owner, joint, accountId] = [unique(), unique(), `acct-${unique()}`];
  const holders = [{ userId: joint, role: 'JOINT' }];
  const issue = (cardId: string, more: Seen = {}) =>
    track('Card Issued', { cardId, accountId, cardType: 'DEBIT', lastFour: '0042', ...more });
  const [own, others] = [`card-${unique()}`, `card-${unique()}`];
  await profile.send(owner, track('Card Status Changed', { cardId: own, status: 'BLOCKED', changedAt: at(-5) }));
  await profile.send(
    owner,
    track('Account Opened', { accountId, accountType: 'CURRENT', ...EUR, holders }),
    issue(own, { validUntil: '2029-01-31' }),
    track('Card Status Changed', { cardId: own, status: 'ACTIVE', changedAt: at(-50) }, -4),
  );
  await profile.send(joint, issue(others, { validUntil: '2026-03-01' }), issue('4111111111111111'));
  const [ownerId, jointId] = [await profile.resolveOne(owner), await profile.resolveOne(joint)];
  const fields = 'cards { id accountId lastFour status validUntil }';
  await expectSeen(ownerId, fields, {
    cards: [{ id: own, accountId, lastFour: '0042', status: 'BLOCKED', validUntil: '2029-01-31' }],
  });
  await expectSeen(jointId, fields, { cards: [{ id: others, status: 'EXPIRED' }] });
  const cardsOfAccount = async (viewer: Parameters<typeof ask>[2]) => {
    const { accounts } = await ask(jointId, 'accounts { cards { id } }', viewer);
    return (accounts as { cards: { id: string }[] }[])[0]!.cards.map(({ id }) => id).sort();
  };
  expect(await cardsOfAccount(viewerOf('AGENT'))).toEqual([own, others].sort());
  expect(await cardsOfAccount(viewerOf('CUSTOMER', jointId))).toEqual([others]);
});

test('an application tells its steps, what is missing and when it was left', async () => {
  const user = unique();
  const id = await profile.resolveOne(user);
  const step = (applicationId: string, name: string, index: number, status: string, minutes: number) =>
    track(
      'Application Step',
      { applicationId, product: 'MORTGAGE', step: name, stepIndex: index, stepCount: 3, status },
      minutes,
    );
  const DAY = 1_440;
  await profile.send(
    user,
    step('app-1', 'income', 2, 'STARTED', -2 * DAY),
    step('app-1', 'start', 1, 'STARTED', -3 * DAY),
    track('Documents Requested', { applicationId: 'app-1', documentTypes: ['PAYSLIP', 'IDENTITY'] }),
    track('Document Received', { documentId: 'd1', applicationId: 'app-1', documentType: 'PAYSLIP' }),
    track('Document Received', { documentId: 'd2', documentType: 'TAX_RETURN' }, -8),
    step('app-2', 'start', 1, 'STARTED', -20 * DAY),
  );
  const fields = `applications { id isAbandoned abandonedAt missingDocuments lastStep { name index count at }
    steps { name status } documents { id } }`;
  const seen = await expectSeen(id, fields, {
    applications: [
      { id: 'app-1', isAbandoned: false, abandonedAt: null, missingDocuments: ['IDENTITY'], documents: [{ id: 'd1' }] },
      { id: 'app-2', isAbandoned: true, abandonedAt: at(-6 * DAY), missingDocuments: null, documents: [] },
    ],
  });
  expect(seen['applications']).toMatchObject([
    {
      steps: [{ name: 'start' }, { name: 'income' }],
      lastStep: { name: 'income', index: 2, count: 3, at: at(-2 * DAY) },
    },
    { steps: [{ name: 'start' }] },
  ]);
  const { documents } = await ask(id, 'documents { edges { node { id applicationId } } }');
  expect(documents).toEqual({
    edges: [{ node: { id: 'd2', applicationId: null } }, { node: { id: 'd1', applicationId: 'app-1' } }],
  });
});
