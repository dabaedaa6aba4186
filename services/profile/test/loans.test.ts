// Loans and what of them is paid: in the graph, and as the other services are told.
import { obligationsChanged } from '@rapport/contracts';
import { chooseSeed, seededRandom, viewerOf } from '@rapport/testkit';
import { EUR, lookerAt, money, type Seen, track } from './finance-setup.ts';
import { at, type Call, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
const { ask, expectSeen } = lookerAt(() => profile);
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

const LOAN = `loans { id principal { amount } outstanding { amount currency } arrears { amount { amount } days }
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
