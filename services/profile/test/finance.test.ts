// What customers have with the bank beside loans: balances, cards, applications and documents.
import { viewerOf } from '@rapport/testkit';
import { EUR, lookerAt, money, type Seen, track } from './finance-setup.ts';
import { at, type Profile, startProfile, unique } from './start-profile.ts';

let profile: Profile;
const { ask, expectSeen } = lookerAt(() => profile);
beforeAll(async () => {
  profile = await startProfile();
});
afterAll(() => profile.stop());

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
