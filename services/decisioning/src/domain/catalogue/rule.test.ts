import { STAGES } from './action.ts';
import { CATALOGUE } from './catalogues.ts';
import { askRule, faultOf, type RuleView } from './rule.ts';

const view: RuleView = {
  accounts: ['CURRENT'],
  features: { buffer_days: 2.5 },
  signals: { FINANCIAL_STRESS: 3 },
  protection: 0,
  hoursSinceReceived: 1e6,
  hoursSinceSent: 1e6,
};

test('a rule answers yes or no from what it sees', () => {
  expect(askRule('"CURRENT" in accounts && signals.FINANCIAL_STRESS >= MEDIUM', view)).toBe('YES');
  expect(askRule('has(features.buffer_days) && features.buffer_days > 5.0', view)).toBe('NO');
});

test('a rule that fails never counts as a yes', () => {
  expect(askRule('features.unheard_of > 1.0', view)).toBe('ERROR');
  expect(askRule('1.0', view)).toBe('ERROR');
  expect(askRule('not even a rule', view)).toBe('ERROR');
});

test('every rule of the catalogue is a well-typed yes-or-no question', () => {
  const faults = CATALOGUE.actions.flatMap((action) =>
    STAGES.flatMap((stage) => faultOf(action[stage]) ?? []).map((fault) => `${action.key}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('nothing is proposed by what a customer is worth, nor because they act on the spur of the moment', () => {
  const rules = CATALOGUE.actions.flatMap((action) => STAGES.map((stage) => action[stage]));
  expect(rules.filter((rule) => rule.includes('LIFETIME_VALUE'))).toEqual([]);
  // Impulsivity may only hold an offer back: `signals.IMPULSIVITY < …`.
  expect(rules.filter((rule) => /IMPULSIVITY\s*(>|==)/.test(rule))).toEqual([]);
  const answered = CATALOGUE.actions.flatMap(({ answers }) => answers);
  expect(answered.filter((kind) => /^(LIFETIME_VALUE|IMPULSIVITY|VULNERABILITY)$/.test(kind))).toEqual([]);
});

test('every action has words in English and German, a prior fit for sampling, and no two share a key', () => {
  const { actions } = CATALOGUE;
  expect(new Set(actions.map(({ key }) => key)).size).toBe(actions.length);
  for (const { title, description, prior, channels } of actions) {
    expect([title.en, title['de'], description.en, description['de']].every(Boolean)).toBe(true);
    expect(Math.min(prior.accepted, prior.refused)).toBeGreaterThanOrEqual(1);
    expect(channels.length).toBeGreaterThan(0);
  }
});
