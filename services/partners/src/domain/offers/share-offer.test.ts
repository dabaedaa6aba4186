import { ACTION_GROUPS } from '@rapport/contracts';
import fc from 'fast-check';
import { shareOfferAnswered } from './share-offer-answered.ts';
import { shareOfferDecided } from './share-offer-decided.ts';

/** Actions as a catalogue has them, one of each kind that there is. */
const CATALOGUE = [
  { actionKey: 'repayment-plan', group: 'HELP' },
  { actionKey: 'fee-waiver', group: 'HELP' },
  { actionKey: 'talk-to-a-person', group: 'HELP' },
  { actionKey: 'spending-overview', group: 'SERVICE' },
  { actionKey: 'savings-goal', group: 'SAVING' },
  { actionKey: 'credit-line-increase', group: 'CREDIT' },
  { actionKey: 'personal-loan', group: 'CREDIT' },
  { actionKey: 'travel-insurance', group: 'MARKETING' },
  { actionKey: 'nobody-knows', group: undefined },
] as const;
const TOLD = ['spending-overview', 'savings-goal', 'travel-insurance'];
const place = { surface: 'HOME' as const, channels: ['IN_APP' as const, 'SMS' as const] };

test('of every action in the catalogue only service, saving and marketing are told of', () => {
  const decided = CATALOGUE.filter((action) => shareOfferDecided({ ...action, ...place }));
  const answered = CATALOGUE.filter((action) => shareOfferAnswered({ ...action, outcome: 'ACCEPTED' }));
  expect(decided.map(({ actionKey }) => actionKey)).toEqual(TOLD);
  expect(answered.map(({ actionKey }) => actionKey)).toEqual(TOLD);
});

test('every group is in the list', () => {
  expect(new Set(CATALOGUE.flatMap(({ group }) => group ?? []))).toEqual(new Set(ACTION_GROUPS));
});

test('whatever else an event carries, only these fields leave', () => {
  fc.assert(
    fc.property(fc.object(), fc.constantFrom(...ACTION_GROUPS), (more, group) => {
      const decided = shareOfferDecided({ ...more, ...place, actionKey: 'a', group });
      const answered = shareOfferAnswered({ ...more, actionKey: 'a', outcome: 'DISMISSED', group });
      if (decided) expect(decided.data).toEqual({ action: 'a', surface: 'HOME', channel: 'IN_APP' });
      if (answered) expect(answered.data).toEqual({ action: 'a', answer: 'DISMISSED' });
    }),
  );
});

test('an answer is an acceptance or a dismissal', () => {
  const outcomes = ['SEEN', 'CLICKED', 'ACCEPTED', 'DISMISSED', 'COMPLETED', 'COMPLAINED'];
  const told = outcomes.filter((outcome) => shareOfferAnswered({ actionKey: 'a', outcome, group: 'SERVICE' }));
  expect(told).toEqual(['ACCEPTED', 'DISMISSED']);
});
