import { combineKnowledge, type KnowledgeParts, risenSignals } from './combine-knowledge.ts';
import { bucketOf, isHistory, snapshotVersionOf } from './snapshot.ts';

const SINCE = '2026-03-01T00:00:00.000Z';
const NONE: KnowledgeParts = { customers: [], sensed: [], consents: [], contacts: [], protections: [], dismissals: [] };
const sensed = (customerId: string, level: 'LOW' | 'HIGH', newestFactAt: string, value: string | null) => ({
  customerId,
  features: [{ name: 'buffer_days', value, unit: 'days' }],
  signals: [{ kind: 'FINANCIAL_STRESS', level, since: SINCE }],
  newestFactAt: new Date(newestFactAt),
});

test('of whom nothing is kept, an empty knowledge is made', () => {
  expect(combineKnowledge('cus_1', NONE)).toEqual({
    customerId: 'cus_1',
    locale: 'en',
    accounts: [],
    features: {},
    signals: [],
    protection: null,
    consents: [],
    contact: { sentAt: null, receivedAt: null, intent: null },
    dismissals: [],
  });
});

test('known under several ids, the strongest signal and the newest feature count, and accounts add up', () => {
  const old = sensed('cus_2', 'HIGH', '2026-01-01T00:00:00.000Z', '40');
  const recent = sensed('cus_1', 'LOW', '2026-03-01T00:00:00.000Z', '2.5');
  const customers = [
    { customerId: 'cus_2', locale: 'en-GB', accountTypes: ['CARD', 'CURRENT'] },
    { customerId: 'cus_1', locale: 'de-DE', accountTypes: ['CURRENT'] },
  ];
  for (const order of [
    [old, recent],
    [recent, old],
  ]) {
    const knowledge = combineKnowledge('cus_1', { ...NONE, customers, sensed: order });
    expect(knowledge).toMatchObject({
      locale: 'de-DE',
      accounts: ['CARD', 'CURRENT'],
      features: { buffer_days: '2.5' },
    });
    expect(knowledge.signals.map(({ level }) => level)).toEqual(['HIGH']);
  }
});

test('a signal rose where it is felt more strongly than before, or for the first time', () => {
  const signal = (level: 'NONE' | 'LOW' | 'HIGH') => [{ kind: 'FINANCIAL_STRESS', level, since: SINCE }];
  expect(risenSignals([], signal('LOW'))).toHaveLength(1);
  expect(risenSignals(signal('LOW'), signal('HIGH'))).toHaveLength(1);
  expect(risenSignals(signal('HIGH'), signal('LOW'))).toEqual([]);
  expect(risenSignals([], signal('NONE'))).toEqual([]);
});

test('other knowledge or other rules make another version; the time of asking does not', () => {
  const rules = { catalogueVersion: 'catalogue-1', policyVersion: 'decision-policy-1' };
  const knowledge = combineKnowledge('cus_1', NONE);
  const version = snapshotVersionOf(knowledge, rules);
  expect(snapshotVersionOf({ ...knowledge }, rules)).toBe(version);
  expect(snapshotVersionOf({ ...knowledge, locale: 'de' }, rules)).not.toBe(version);
  expect(snapshotVersionOf(knowledge, { ...rules, catalogueVersion: 'catalogue-2' })).not.toBe(version);
  expect(bucketOf(new Date('2026-03-02T11:00:29.999Z'))).toEqual(new Date('2026-03-02T11:00:00.000Z'));
});

test('what happened more than two days ago is history', () => {
  const now = new Date('2026-03-02T11:00:00.000Z');
  const twoDaysMs = 2 * 86_400_000;
  expect(isHistory(new Date('2026-02-28T11:00:00.000Z'), now, twoDaysMs)).toBe(false);
  expect(isHistory(new Date('2026-02-28T10:59:59.999Z'), now, twoDaysMs)).toBe(true);
});
