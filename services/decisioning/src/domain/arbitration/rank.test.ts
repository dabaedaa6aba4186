import { canonicalJson, PURPOSES, SURFACES } from '@rapport/contracts';
import { fcOptions } from '@rapport/testkit';
import fc from 'fast-check';
import { CATALOGUE, findAction } from '../catalogue/catalogues.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Snapshot } from '../knowledge/snapshot.ts';
import { modelOf } from './model.ts';
import { POLICY } from './policy.ts';
import { ENGINE_VERSION, rank } from './rank.ts';
import { replay } from './replay.ts';

const AT = '2026-03-02T11:00:00.000Z';
const SINCE = '2026-03-01T00:00:00.000Z';

const knowledgeOf = (over: Partial<Knowledge> = {}): Knowledge => ({
  customerId: 'cus_1',
  locale: 'de-DE',
  accounts: ['CARD', 'CURRENT'],
  features: {},
  signals: [],
  protection: null,
  consents: [],
  contact: { sentAt: null, receivedAt: null, intent: null },
  dismissals: [],
  ...over,
});
const snapshotOf = (over: Partial<Snapshot> = {}): Snapshot => ({
  knowledge: knowledgeOf(),
  surface: 'HOME',
  mode: 'SERVED',
  at: AT,
  ...over,
});
const granted = (granted = true) =>
  PURPOSES.map((purpose) => ({ customerId: 'cus_1', purpose, channel: null, granted, since: SINCE }));
const stress = (level: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH') => [{ kind: 'FINANCIAL_STRESS', level, since: SINCE }];
const ranked = (snapshot: Snapshot, seed = 7) =>
  rank({ snapshot, catalogue: CATALOGUE, policy: POLICY, model: modelOf({}), seed });

const level = fc.constantFrom('NONE' as const, 'LOW' as const, 'MEDIUM' as const, 'HIGH' as const);
const snapshots = fc
  .record({
    surface: fc.constantFrom(...SURFACES),
    mode: fc.constantFrom('SERVED' as const, 'OBSERVED' as const),
    accounts: fc.subarray(['CARD', 'CURRENT', 'LOAN', 'SAVINGS']),
    level,
    protection: fc.constantFrom('NONE' as const, 'WATCH' as const, 'PROTECTED' as const),
    isGranted: fc.boolean(),
    dismissed: fc.subarray(CATALOGUE.actions.map(({ key }) => key)),
  })
  .map(({ surface, mode, accounts, level, protection, isGranted, dismissed }) =>
    snapshotOf({
      surface,
      mode,
      knowledge: knowledgeOf({
        accounts,
        signals: stress(level),
        protection: { level: protection, reason: 'FINANCIAL_STRESS', since: SINCE },
        consents: granted(isGranted),
        dismissals: dismissed.map((actionKey) => ({ actionKey, at: SINCE })),
      }),
    }),
  );
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const runs = fcOptions<[Snapshot, number]>({ numRuns: 60 });

test('the same input gives the same bytes, and a replay of what was recorded finds them', () => {
  fc.assert(
    fc.property(snapshots, seeds, (snapshot, seed) => {
      const result = canonicalJson(ranked(snapshot, seed));
      expect(canonicalJson(ranked(JSON.parse(JSON.stringify(snapshot)) as Snapshot, seed))).toBe(result);
      expect(replay({ snapshot, model: modelOf({}), result })).toMatchObject({ same: true, differences: [] });
    }),
    runs,
  );
});

test('every action of the surface is either ranked or excluded for a reason', () => {
  fc.assert(
    fc.property(snapshots, seeds, (snapshot, seed) => {
      const ranking = ranked(snapshot, seed);
      const keys = [...ranking.ranked, ...ranking.excluded].map(({ actionKey }) => actionKey).sort();
      const offered = CATALOGUE.actions.filter(({ surfaces }) => surfaces.includes(snapshot.surface));
      expect(keys).toEqual(offered.map(({ key }) => key).sort());
      expect(ranking.excluded.every(({ reasons }) => reasons.length > 0)).toBe(true);
    }),
    runs,
  );
});

test('whoever is protected is never shown credit or marketing, and help comes first whatever it is worth', () => {
  fc.assert(
    fc.property(snapshots, seeds, (snapshot, seed) => {
      fc.pre(snapshot.knowledge.protection?.level === 'PROTECTED');
      const groups = ranked(snapshot, seed).ranked.map(({ actionKey }) => findAction(CATALOGUE, actionKey)!.group);
      expect(groups).not.toContain('CREDIT');
      expect(groups).not.toContain('MARKETING');
      expect(groups.lastIndexOf('HELP')).toBe(groups.filter((group) => group === 'HELP').length - 1);
    }),
    runs,
  );
});

test('priorities fall with the rank, and the chances of coming first add up to one', () => {
  fc.assert(
    fc.property(snapshots, seeds, (snapshot, seed) => {
      const { ranked: actions } = ranked(snapshot, seed);
      const tiers = Object.values(
        Object.groupBy(actions, ({ actionKey }) =>
          snapshot.knowledge.protection?.level === 'PROTECTED' && findAction(CATALOGUE, actionKey)!.group !== 'HELP'
            ? 'b'
            : 'a',
        ),
      );
      for (const tier of tiers) {
        const priorities = tier.map(({ factors }) => factors.priority);
        expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
      }
      expect(actions.map((action) => action.rank)).toEqual(actions.map((_, index) => index + 1));
      const total = actions.reduce((sum, { propensity }) => sum + propensity, 0);
      expect(total).toBeCloseTo(actions.length > 0 ? 1 : 0, 4);
    }),
    runs,
  );
});

test('credit needs consent, and suits nobody under stress', () => {
  const on = (over: Partial<Knowledge>) => snapshotOf({ surface: 'LENDING', knowledge: knowledgeOf(over) });
  const reasonsOf = (snapshot: Snapshot) =>
    ranked(snapshot).excluded.find(({ actionKey }) => actionKey === 'personal-loan')?.reasons;
  expect(reasonsOf(on({ consents: granted() }))).toBeUndefined();
  expect(reasonsOf(on({}))).toEqual(['CONSENT_MARKETING', 'CONSENT_PERSONALISATION']);
  expect(reasonsOf(on({ consents: granted(), signals: stress('MEDIUM') }))).toEqual(['NOT_SUITABLE']);
  const denial = { ...granted(false)[1]!, customerId: 'cus_2' };
  expect(reasonsOf(on({ consents: [...granted(), denial] }))).toEqual(['CONSENT_MARKETING']);
});

test('a dismissed action is silent until its fatigue is over', () => {
  const dismissed = (at: string) =>
    snapshotOf({ knowledge: knowledgeOf({ dismissals: [{ actionKey: 'spending-overview', at }] }) });
  expect(ranked(dismissed('2026-02-20T11:00:00.000Z')).excluded).toContainEqual({
    actionKey: 'spending-overview',
    reasons: ['FATIGUE_DISMISSED_UNTIL:2026-03-06T11:00:00.000Z'],
  });
  expect(ranked(dismissed('2026-02-16T11:00:00.000Z')).ranked.map(({ actionKey }) => actionKey)).toContain(
    'spending-overview',
  );
});

test('observed rankings explore nothing; served ones give every rival a chance, which follows what was learnt', () => {
  const observed = snapshotOf({ mode: 'OBSERVED' });
  const orders = [1, 2, 3].map((seed) => ranked(observed, seed).ranked);
  expect(orders[1]).toEqual(orders[0]);
  expect(orders[2]).toEqual(orders[0]);
  const model = modelOf({
    'talk-to-a-person': { accepted: 500, refused: 5 },
    'spending-overview': { accepted: 0, refused: 500 },
  });
  const served = rank({ snapshot: snapshotOf(), catalogue: CATALOGUE, policy: POLICY, model, seed: 3 });
  expect(served.ranked[0]).toMatchObject({ actionKey: 'talk-to-a-person' });
  expect(served.ranked[0]!.propensity).toBeGreaterThan(0.95);
  expect(Math.min(...served.ranked.map(({ propensity }) => propensity))).toBeGreaterThan(0);
});

test('a replay on what was tampered with names what differs', () => {
  const snapshot = snapshotOf();
  const then = ranked(snapshot);
  const result = canonicalJson({ ...then, ranked: then.ranked.map((each) => ({ ...each, rank: each.rank + 1 })) });
  const found = replay({ snapshot, model: modelOf({}), result });
  expect(found).toMatchObject({ same: false, engineVersion: ENGINE_VERSION });
  expect(found.differences[0]).toBe('ranked.0.rank: 2 → 1');
});
