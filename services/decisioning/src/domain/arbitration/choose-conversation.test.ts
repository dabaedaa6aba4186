import { CATALOGUE } from '../catalogue/catalogues.ts';
import { type ConversationTrigger, chooseConversation, isAnswered } from './choose-conversation.ts';

const NOW = new Date('2026-03-02T11:00:00.000Z');
const HOUR_MS = 3_600_000;
const factors = { acceptance: 0.5, value: 1, contextWeight: 1, lever: 1, priority: 0.5 };
const ranked = ['talk-to-a-person', 'repayment-plan'].map((actionKey, index) => ({
  actionKey,
  rank: index + 1,
  factors,
  propensity: 0.5,
  reasons: [],
}));
const trigger = (level: 'MEDIUM' | 'HIGH', kind = 'FINANCIAL_STRESS'): ConversationTrigger => ({
  risen: [{ kind, level, since: NOW.toISOString() }],
  protection: { level: 'WATCH', rose: false },
  now: NOW,
});
const earlier = (hours: number, causeRank: number) => [
  { actionKey: 'repayment-plan', decidedAt: new Date(NOW.getTime() - hours * HOUR_MS), causeRank },
];

test('the best action that may start a conversation is chosen, not the best of all', () => {
  expect(chooseConversation({ ranked }, CATALOGUE, [], trigger('MEDIUM'))).toEqual({
    actionKey: 'repayment-plan',
    causeRank: 2,
  });
});

test('the same trouble starts no second conversation within a day; a worse one does', () => {
  expect(chooseConversation({ ranked }, CATALOGUE, earlier(3, 2), trigger('MEDIUM'))).toBeNull();
  expect(chooseConversation({ ranked }, CATALOGUE, earlier(3, 2), trigger('HIGH'))).not.toBeNull();
  expect(chooseConversation({ ranked }, CATALOGUE, earlier(25, 2), trigger('MEDIUM'))).not.toBeNull();
});

test('a signal that the action does not answer starts nothing, a protection that rose does', () => {
  const other = trigger('HIGH', 'TRAVEL');
  expect(chooseConversation({ ranked }, CATALOGUE, [], other)).toBeNull();
  const protection = { level: 'PROTECTED' as const, rose: true };
  expect(chooseConversation({ ranked }, CATALOGUE, [], { ...other, protection })).toMatchObject({ causeRank: 3 });
});

test('a signal that no conversation answers is worth no ranking', () => {
  expect(isAnswered(CATALOGUE, 'FINANCIAL_STRESS')).toBe(true);
  expect(isAnswered(CATALOGUE, 'TRAVEL')).toBe(false);
});
